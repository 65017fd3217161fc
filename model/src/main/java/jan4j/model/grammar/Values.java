package jan4j.model.grammar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON values as trees in which equal values are equal: numbers as [BigDecimal] without zeros at
/// the end.
final class Values {
  /// JSON's null, which a collection may not hold.
  enum Null {
    NULL
  }

  private Values() {}

  /// @throws TooLarge where a number is beyond what decimals hold, or the value is none of JSON
  static Object canonical(@Nullable Object value) {
    return switch (value) {
      case null -> Null.NULL;
      case Number n -> number(n);
      case Map<?, ?> map -> {
        Map<String, Object> out = new LinkedHashMap<>();
        map.forEach((key, member) -> out.put(String.valueOf(key), canonical(member)));
        yield out;
      }
      case List<?> list -> {
        List<Object> out = new ArrayList<>();
        list.forEach(item -> out.add(canonical(item)));
        yield out;
      }
      case String _, Boolean _, Null _ -> value;
      default -> throw new TooLarge("no JSON value: " + value.getClass().getSimpleName());
    };
  }

  static BigDecimal number(Number number) {
    BigDecimal exact =
        switch (number) {
          case BigDecimal d -> d;
          case BigInteger i -> new BigDecimal(i);
          case Double d when !d.isNaN() && !d.isInfinite() -> new BigDecimal(d.toString());
          case Float f when !f.isNaN() && !f.isInfinite() -> new BigDecimal(f.toString());
          case Integer i -> BigDecimal.valueOf(i);
          case Long l -> BigDecimal.valueOf(l);
          default -> throw new TooLarge("no JSON number: " + number);
        };
    return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
  }
}
