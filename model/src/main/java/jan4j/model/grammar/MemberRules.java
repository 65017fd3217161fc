package jan4j.model.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The members of one kind of object: a state for each known name and, where the number of members
/// is bounded, each number of them. Members with open names come last.
final class MemberRules {
  private static final int MAX_STATES = 4_000;
  private static final int MAX_OPEN = 1_000;

  /// @param index the next known name; their number once only open names follow
  /// @param count members so far, as far as it matters
  /// @param bucket where open names must differ: the class of the last one; -1 for none yet, -2
  ///   where they need not differ
  private record State(int index, int count, int bucket) {}

  private final ValueRules values;
  private final ObjectCase object;
  private final Map<String, Expr> named;
  private final List<String> names;
  private final Map<Expr, Dfa> open;
  private final Map<Expr, Dfa> last;
  private final int countCap;
  private final Map<State, Symbol.Rule> rules = new HashMap<>();
  private final ArrayDeque<State> queue = new ArrayDeque<>();
  private final Map<Dfa, Symbol> keys = new HashMap<>();
  private String hint = "";

  /// @param named what members with known names are, in order
  /// @param open what members with other names are, by their names
  /// @param last as `open`; not empty: such a member must come, as the last one
  MemberRules(
      ValueRules values,
      ObjectCase object,
      Map<String, Expr> named,
      Map<Expr, Dfa> open,
      Map<Expr, Dfa> last) {
    this.values = values;
    this.object = object;
    this.named = named;
    this.names = List.copyOf(named.keySet());
    this.open = open;
    this.last = last;
    int most = open.isEmpty() ? named.size() + (last.isEmpty() ? 0 : 1) : Integer.MAX_VALUE;
    int cap = 1;
    if (object.min() > object.required().size()) {
      cap = Math.max(cap, object.min());
    }
    if (object.max() < most) {
      cap = Math.max(cap, object.max());
      if (object.max() > MAX_OPEN) {
        throw new TooLarge("more than " + MAX_OPEN + " members have to be counted");
      }
    }
    if (cap > 1 && (long) cap * (named.size() + 1) > MAX_STATES) {
      throw new TooLarge("the number of members has to be told apart for too many names");
    }
    countCap = cap;
  }

  void build(Symbol.Rule rule) {
    hint =
        rule.hint.endsWith("-object") ? rule.hint.substring(0, rule.hint.length() - 7) : rule.hint;
    rule.or(new Symbol.Text("{"), values.json().space, state(new State(0, 0, -1)));
    while (!queue.isEmpty()) {
      State at = queue.poll();
      if (at.index < names.size()) {
        known(at);
      } else {
        others(at);
      }
    }
  }

  private Symbol.Rule state(State state) {
    Symbol.Rule known = rules.get(state);
    if (known == null) {
      if (rules.size() > MAX_STATES) {
        throw new TooLarge("the number of members has to be told apart for too many names");
      }
      known = new Symbol.Rule(hint + "-from");
      rules.put(state, known);
      queue.add(state);
    }
    return known;
  }

  private boolean isFull(State at) {
    return object.max() <= countCap && at.count >= object.max();
  }

  private int next(int count) {
    return Math.min(count + 1, countCap);
  }

  /// The next known name, or without it.
  private void known(State at) {
    String name = names.get(at.index);
    Symbol.Rule rule = state(at);
    if (!isFull(at)) {
      List<Symbol> parts = separated(at);
      parts.add(new Symbol.Text(JsonRules.quoted(name) + ":"));
      parts.add(values.json().space);
      Expr value = named.getOrDefault(name, Expr.Constant.NEVER);
      parts.add(values.of(value, hint.equals("root") ? name : hint + "-" + name));
      parts.add(state(new State(at.index + 1, next(at.count), -1)));
      rule.or(parts);
    }
    if (!object.required().contains(name)) {
      rule.or(state(new State(at.index + 1, at.count, -1)));
    }
  }

  private List<Symbol> separated(State at) {
    List<Symbol> out = new ArrayList<>();
    if (at.count > 0) {
      out.add(new Symbol.Text(","));
      out.add(values.json().space);
    }
    return out;
  }

  private void others(State at) {
    Symbol.Rule rule = state(at);
    int missing = object.min() - at.count;
    boolean counts = object.min() > object.required().size() && missing > 0;
    if (!counts && last.isEmpty()) {
      close(at, rule);
    }
    if (isFull(at)) {
      return;
    }
    boolean mustDiffer = counts && (missing > 1 || at.bucket >= 0);
    if (mustDiffer && !last.isEmpty()) {
      throw new TooLarge("members with open names have to differ and to be counted");
    }
    if (!last.isEmpty()) {
      State end = new State(names.size() + 1, next(at.count), -2);
      member(at, last, rule, end);
    }
    if (mustDiffer) {
      distinct(at, missing, rule);
      return;
    }
    if (at.index == names.size()) {
      member(at, open, rule, new State(names.size(), next(at.count), -2));
    }
  }

  /// Open names that must differ: each in a later bucket than the one before it.
  private void distinct(State at, int missing, Symbol.Rule rule) {
    if (missing > NameBuckets.MAX_DISTINCT) {
      throw new TooLarge(
          "more than " + NameBuckets.MAX_DISTINCT + " members with open names have to differ");
    }
    for (int bucket = at.bucket + 1; bucket < NameBuckets.N; bucket++) {
      State next = new State(names.size(), next(at.count), bucket);
      for (Map.Entry<Expr, Dfa> entry : open.entrySet()) {
        Dfa some = entry.getValue().intersect(NameBuckets.get(bucket));
        if (!some.isNone()) {
          member(at, Map.of(entry.getKey(), some), rule, next);
        }
      }
    }
  }

  private void member(State at, Map<Expr, Dfa> kinds, Symbol.Rule rule, State next) {
    kinds.forEach((value, language) -> {
      List<Symbol> parts = separated(at);
      parts.add(
          keys.computeIfAbsent(language, l -> values.strings().of(TextSet.of(l), hint + "-key")));
      parts.add(new Symbol.Text(":"));
      parts.add(values.json().space);
      parts.add(values.of(value, hint + "-member"));
      parts.add(next.index > names.size() ? end(next) : state(next));
      rule.or(parts);
    });
  }

  private Symbol.Rule end(State at) {
    Symbol.Rule rule = new Symbol.Rule(hint + "-end");
    close(at, rule);
    return rule;
  }

  private void close(State at, Symbol.Rule rule) {
    if (at.count == 0) {
      rule.or(new Symbol.Text("}"));
    } else {
      rule.or(values.json().space, new Symbol.Text("}"));
    }
  }
}
