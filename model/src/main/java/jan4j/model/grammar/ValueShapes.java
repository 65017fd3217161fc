package jan4j.model.grammar;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The shapes of single values and of enumerations.
final class ValueShapes {
  private ValueShapes() {}

  /// @param value canonical
  static Shape of(Object value) {
    return switch (value) {
      case Values.Null _ -> new Shape(true, 0, Dfa.NONE, TextSet.NONE, List.of(), List.of());
      case Boolean b -> new Shape(false, b ? 2 : 1, Dfa.NONE, TextSet.NONE, List.of(), List.of());
      case BigDecimal n -> Shape.NONE.withNumbers(NumberTexts.compared(n, c -> c == 0));
      case String s -> Shape.NONE.withStrings(TextSet.of(Dfa.word(s)));
      case List<?> list -> Shape.NONE.withArrays(List.of(array(list)));
      case Map<?, ?> map -> Shape.NONE.withObjects(List.of(object(map)));
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  private static ArrayCase array(List<?> list) {
    List<Expr> items = new ArrayList<>();
    list.forEach(item -> items.add(new Expr.Value(item)));
    return ArrayCase.items(items, Expr.Constant.NEVER)
        .intersect(ArrayCase.sizes(list.size(), list.size()));
  }

  private static ObjectCase object(Map<?, ?> map) {
    Map<String, Expr> members = new LinkedHashMap<>();
    map.forEach((name, value) -> members.put(name.toString(), new Expr.Value(value)));
    return ObjectCase.named(members)
        .intersect(ObjectCase.requiring(members.keySet()))
        .intersect(ObjectCase.open(Dfa.words(members.keySet()).complement(), Expr.Constant.NEVER));
  }

  /// Any of `values`, canonical ones.
  static Shape anyOf(List<Object> values) {
    List<String> texts =
        values.stream().filter(String.class::isInstance).map(String.class::cast).toList();
    Shape out = texts.isEmpty() ? Shape.NONE : Shape.NONE.withStrings(TextSet.of(Dfa.words(texts)));
    for (Object value : values) {
      if (!(value instanceof String)) {
        out = out.union(of(value));
      }
    }
    return out;
  }
}
