package jan4j.model.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns value trees into the interpreter's values, and derives the budget from their size: long
/// conversations may take more work.
final class Importer {
  private long nValues;
  private long nCharacters;
  private int nesting;

  long budget() {
    return Limits.BASE_BUDGET + nValues * Limits.BUDGET_PER_VALUE + nCharacters * 2;
  }

  Object value(@Nullable Object tree) {
    nValues++;
    return switch (tree) {
      case null -> None.NONE;
      case String s -> text(Text.untrusted(s));
      case Text t -> text(t);
      case Boolean b -> b;
      case Integer n -> (long) n;
      case Long n -> n;
      case Short n -> (long) n;
      case Byte n -> (long) n;
      case Double d -> d;
      case Float f -> (double) f;
      case BigInteger n -> Numbers.shrink(n);
      case BigDecimal n -> n.doubleValue();
      case Map<?, ?> m -> dict(m);
      case Collection<?> c -> list(c);
      default ->
          throw TemplateException.typeError(
              "a template variable has the unsupported type " + tree.getClass().getSimpleName());
    };
  }

  private Text text(Text t) {
    nCharacters += t.length();
    return t;
  }

  private void enter() {
    if (++nesting > Limits.MAX_VALUE_NESTING) {
      throw TemplateException.limit("a template variable is nested too deeply");
    }
  }

  private Dict dict(Map<?, ?> map) {
    enter();
    Dict out = new Dict();
    map.forEach((key, value) -> out.put(value(key), value(value)));
    nesting--;
    return out;
  }

  private PyList list(Collection<?> elements) {
    enter();
    List<Object> out = new ArrayList<>(elements.size());
    elements.forEach(e -> out.add(value(e)));
    nesting--;
    return new PyList(out);
  }
}
