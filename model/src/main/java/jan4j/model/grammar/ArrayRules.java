package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rules for arrays. One grammar, one thread.
final class ArrayRules {
  static final int MAX_STATES = 3_000;

  private final ValueRules values;
  private final Map<ArrayCase, Symbol.Rule> known = new HashMap<>();

  ArrayRules(ValueRules values) {
    this.values = values;
  }

  Symbol.Rule of(ArrayCase array, String hint) {
    ArrayCase plain = array.withEvaluated(0, java.util.Set.of());
    Symbol.Rule found = known.get(plain);
    if (found == null) {
      found = new Symbol.Rule(hint + "-array");
      known.put(plain, found);
      build(plain, found);
    }
    return found;
  }

  private void build(ArrayCase array, Symbol.Rule rule) {
    if (array.unique() != null && array.max() > 1) {
      new UniqueItems(values, array).build(rule);
    } else if (array.contains().isEmpty()) {
      plain(array, rule);
    } else {
      new ContainsRules(values, array).build(rule);
    }
  }

  /// One state for each item of the prefix, then a repetition.
  private void plain(ArrayCase array, Symbol.Rule rule) {
    Symbol space = values.json().space;
    Symbol close = new Symbol.Text("]");
    Symbol.Rule at = rule;
    List<Symbol> before = new ArrayList<>(List.of(new Symbol.Text("["), space));
    for (int i = 0; i < array.prefix().size(); i++) {
      if (array.min() <= i) {
        at.or(with(before, i == 0 ? List.of(close) : List.of(space, close)));
      }
      if (array.max() <= i) {
        return;
      }
      Symbol.Rule next = new Symbol.Rule(rule.hint + "-after");
      if (i > 0) {
        before.addAll(List.of(new Symbol.Text(","), space));
      }
      before.add(values.of(array.prefix().get(i), rule.hint + "-" + i));
      before.add(next);
      at.or(before);
      at = next;
      before = new ArrayList<>();
    }
    tail(array, at, before);
  }

  private void tail(ArrayCase array, Symbol.Rule at, List<Symbol> before) {
    Symbol space = values.json().space;
    Symbol close = new Symbol.Text("]");
    int read = array.prefix().size();
    int min = Math.max(0, array.min() - read);
    int max = array.max() == Integer.MAX_VALUE ? Integer.MAX_VALUE : array.max() - read;
    Symbol item = values.of(array.rest(), at.hint.replaceAll("-(array|after)$", "") + "-item");
    Symbol.Rule more = new Symbol.Rule(at.hint + "-more");
    more.or(new Symbol.Text(","), space, item);
    if (read > 0) {
      Repetitions.add(before, more, min, max);
      before.add(space);
      before.add(close);
      at.or(before);
      return;
    }
    if (min == 0) {
      at.or(with(before, List.of(close)));
    }
    if (max > 0) {
      List<Symbol> items = new ArrayList<>(before);
      items.add(item);
      Repetitions.add(items, more, Math.max(0, min - 1), max == Integer.MAX_VALUE ? max : max - 1);
      items.add(space);
      items.add(close);
      at.or(items);
    }
  }

  private static List<Symbol> with(List<Symbol> a, List<Symbol> b) {
    List<Symbol> out = new ArrayList<>(a);
    out.addAll(b);
    return out;
  }
}
