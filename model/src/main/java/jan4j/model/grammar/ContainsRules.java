package jan4j.model.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rules for arrays of which some items must be, or must not be too often, of some kind: a state
/// for each number of items and of such items, as far as they matter.
final class ContainsRules {
  private static final int MAX_CONTAINS = 4;

  private record State(int index, List<Integer> counts) {}

  /// What an item adds to a state.
  private record Choice(Expr item, List<Integer> counts) {}

  private final ValueRules values;
  private final ArrayCase array;
  private final int indexCap;
  private final Map<State, Symbol.Rule> rules = new HashMap<>();
  private final ArrayDeque<State> queue = new ArrayDeque<>();

  ContainsRules(ValueRules values, ArrayCase array) {
    this.values = values;
    this.array = array;
    int cap = Math.max(array.prefix().size(), array.min());
    for (ArrayCase.Contains c : array.contains()) {
      cap = Math.max(cap, c.from());
    }
    this.indexCap = array.max() < Integer.MAX_VALUE ? array.max() + 1 : Math.max(1, cap);
    if (array.contains().size() > MAX_CONTAINS) {
      throw new TooLarge("more than " + MAX_CONTAINS + " conditions on some items of an array");
    }
  }

  void build(Symbol.Rule rule) {
    rule.or(
        new Symbol.Text("["),
        values.json().space,
        state(new State(0, array.contains().stream().map(_ -> 0).toList()), rule.hint));
    while (!queue.isEmpty()) {
      fill(queue.poll(), rule.hint);
    }
  }

  private Symbol.Rule state(State state, String hint) {
    Symbol.Rule known = rules.get(state);
    if (known == null) {
      if (rules.size() >= ArrayRules.MAX_STATES) {
        throw new TooLarge("the numbers of items to tell apart are too large");
      }
      known = new Symbol.Rule(hint + "-at");
      rules.put(state, known);
      queue.add(state);
    }
    return known;
  }

  private void fill(State at, String hint) {
    Symbol.Rule rule = state(at, hint);
    if (at.index >= array.min() && isEnough(at.counts)) {
      if (at.index == 0) {
        rule.or(new Symbol.Text("]"));
      } else {
        rule.or(values.json().space, new Symbol.Text("]"));
      }
    }
    if (at.index >= array.max()) {
      return;
    }
    for (Choice choice : choices(at)) {
      if (choice.item == Expr.Constant.NEVER) {
        continue;
      }
      List<Symbol> parts = new ArrayList<>();
      if (at.index > 0) {
        parts.add(new Symbol.Text(","));
        parts.add(values.json().space);
      }
      parts.add(values.of(choice.item, hint + "-item"));
      State next = new State(Math.min(at.index + 1, indexCap), choice.counts);
      parts.add(state(next, hint));
      rule.or(parts);
    }
  }

  private boolean isEnough(List<Integer> counts) {
    for (int i = 0; i < counts.size(); i++) {
      if (counts.get(i) < array.contains().get(i).min()) {
        return false;
      }
    }
    return true;
  }

  private List<Choice> choices(State at) {
    List<Choice> out = List.of(new Choice(array.item(at.index), List.of()));
    for (int i = 0; i < at.counts.size(); i++) {
      ArrayCase.Contains contains = array.contains().get(i);
      int count = at.counts.get(i);
      List<Choice> next = new ArrayList<>();
      for (Choice choice : out) {
        next.addAll(split(choice, contains, count, at.index));
      }
      out = next;
    }
    return out;
  }

  private static List<Choice> split(
      Choice choice, ArrayCase.Contains contains, int count, int index) {
    boolean bounded = contains.max() < Integer.MAX_VALUE;
    if (index < contains.from() || (!bounded && count >= contains.min())) {
      return List.of(with(choice, choice.item, count));
    }
    List<Choice> out = new ArrayList<>();
    if (count < contains.max()) {
      out.add(with(choice, Expr.all(List.of(choice.item, contains.item())), count + 1));
    }
    // Without an upper bound it does no harm that an item which counts is not counted.
    Expr other = bounded ? Expr.all(List.of(choice.item, Expr.not(contains.item()))) : choice.item;
    out.add(with(choice, other, count));
    return out;
  }

  private static Choice with(Choice choice, Expr item, int count) {
    List<Integer> counts = new ArrayList<>(choice.counts);
    counts.add(count);
    return new Choice(item, List.copyOf(counts));
  }
}
