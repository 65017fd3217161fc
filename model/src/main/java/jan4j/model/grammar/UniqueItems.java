package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rules for arrays without equal items: where the items can be told apart by their places, or come
/// from a small set.
final class UniqueItems {
  private static final int MAX_VALUES = 8;

  private final ValueRules values;
  private final ArrayCase array;
  private final Map<Integer, Symbol.Rule> rules = new HashMap<>();

  UniqueItems(ValueRules values, ArrayCase array) {
    this.values = values;
    this.array = array;
  }

  void build(Symbol.Rule rule) {
    ArrayCase plain =
        new ArrayCase(
            array.prefix(),
            array.rest(),
            array.min(),
            array.max(),
            array.contains(),
            null,
            0,
            Set.of());
    if (areApart()) {
      rule.or(values.arrays().of(plain, rule.hint));
      return;
    }
    List<Object> set = new ArrayList<>();
    if (array.contains().isEmpty() && collect(set)) {
      Symbol.Rule first = state(0, set, rule.hint);
      rule.or(new Symbol.Text("["), values.json().space, first);
      return;
    }
    Place place = array.unique();
    SchemaRefused refused =
        new SchemaRefused(
            "uniqueItems",
            place == null ? "" : place.path(),
            "it is held only where the items come from at most "
                + MAX_VALUES
                + " values, or where their places tell them apart");
    values.compiler().leftOut(refused);
    rule.or(values.arrays().of(plain, rule.hint));
  }

  /// Whether no two places can hold the same value.
  private boolean areApart() {
    int n = array.rest() == Expr.Constant.NEVER ? array.prefix().size() : array.max();
    n = Math.min(n, array.max());
    if (n > Math.max(16, array.prefix().size())) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        if (!values.compiler().isNone(Expr.all(List.of(array.item(i), array.item(k))), 3)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean collect(List<Object> to) {
    Set<Object> all = new LinkedHashSet<>();
    for (int i = 0; i <= array.prefix().size(); i++) {
      List<Object> some = finite(values.compiler().shape(array.item(i)));
      if (some == null) {
        return false;
      }
      all.addAll(some);
    }
    to.addAll(all);
    return all.size() <= MAX_VALUES;
  }

  private @Nullable List<Object> finite(Shape shape) {
    Optional<List<String>> numbers =
        shape.numbers().intersect(NumberTexts.canonical()).finite(MAX_VALUES);
    Optional<List<String>> texts =
        shape.strings().language().isAll()
            ? Optional.empty()
            : shape.strings().exact().finite(MAX_VALUES);
    if (!values
            .compiler()
            .isNone(new Shape(false, 0, Dfa.NONE, TextSet.NONE, shape.arrays(), shape.objects()), 2)
        || numbers.isEmpty()
        || texts.isEmpty()) {
      return null;
    }
    List<Object> out = new ArrayList<>(texts.get());
    numbers.get().forEach(n -> out.add(Values.canonical(new java.math.BigDecimal(n))));
    if ((shape.booleans() & 1) != 0) {
      out.add(Boolean.FALSE);
    }
    if ((shape.booleans() & 2) != 0) {
      out.add(Boolean.TRUE);
    }
    if (shape.hasNull()) {
      out.add(Values.Null.NULL);
    }
    return out;
  }

  /// @param used a bit for each value that was taken
  private Symbol.Rule state(int used, List<Object> set, String hint) {
    Symbol.Rule known = rules.get(used);
    if (known != null) {
      return known;
    }
    Symbol.Rule rule = new Symbol.Rule(hint + "-left");
    rules.put(used, rule);
    int index = Integer.bitCount(used);
    Symbol close = new Symbol.Text("]");
    if (index >= array.min()) {
      rule.or(index == 0 ? List.of(close) : List.of(values.json().space, close));
    }
    for (int i = 0; i < set.size() && index < array.max(); i++) {
      if ((used >> i & 1) == 1) {
        continue;
      }
      Expr item = Expr.all(List.of(new Expr.Value(set.get(i)), array.item(index)));
      List<Symbol> parts = new ArrayList<>();
      if (index > 0) {
        parts.addAll(List.of(new Symbol.Text(","), values.json().space));
      }
      parts.add(values.of(item, hint + "-value"));
      parts.add(state(used | 1 << i, set, hint));
      rule.or(parts);
    }
    return rule;
  }
}
