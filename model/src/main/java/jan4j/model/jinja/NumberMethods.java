package jan4j.model.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Attributes and methods of Python's `int`, `bool`, `float` and `range` objects, and of the views
/// of a dict.
final class NumberMethods {
  private NumberMethods() {}

  static @Nullable Object ofNumber(Object n, String name) {
    Object whole = n instanceof Double ? n : Numbers.shrink(Numbers.big(n));
    return switch (name) {
      case "real" -> whole;
      case "imag" -> n instanceof Double ? (Object) 0.0 : (Object) 0L;
      case "conjugate" -> method(name, whole);
      case "as_integer_ratio" -> ratio(n, name);
      case "is_integer" -> n instanceof Double d ? method(name, d == Math.rint(d)) : null;
      case "numerator" -> n instanceof Double ? null : whole;
      case "denominator" -> n instanceof Double ? null : 1L;
      case "bit_length" ->
          n instanceof Double ? null : method(name, (long) Numbers.big(n).abs().bitLength());
      default -> null;
    };
  }

  private static Builtin method(String name, Object result) {
    return new Builtin(
        name,
        (_, a) -> {
          a.bind(name);
          return result;
        });
  }

  private static Builtin ratio(Object n, String name) {
    if (!(n instanceof Double d) || Double.isNaN(d) || Double.isInfinite(d)) {
      return method(name, Tuple.of(n instanceof Double ? n : Numbers.shrink(Numbers.big(n)), 1L));
    }
    BigDecimal exact = new BigDecimal(d).stripTrailingZeros();
    BigInteger below = BigInteger.TEN.pow(Math.max(0, exact.scale()));
    BigInteger above = exact.multiply(new BigDecimal(below)).toBigIntegerExact();
    BigInteger common = above.gcd(below);
    return method(
        name, Tuple.of(Numbers.shrink(above.divide(common)), Numbers.shrink(below.divide(common))));
  }

  static @Nullable Object ofView(DictView v, String name) {
    if (name.equals("mapping")) {
      return v.dict();
    }
    if (!name.equals("isdisjoint") || v.kind() == DictView.Kind.VALUES) {
      return null;
    }
    return new Builtin(
        name,
        (state, a) -> {
          Object other = a.bind(name, "other")[0];
          for (Object e : Iteration.list(state, other == null ? None.NONE : other)) {
            if (Values.contains(state, v, e)) {
              return false;
            }
          }
          return true;
        });
  }
}
