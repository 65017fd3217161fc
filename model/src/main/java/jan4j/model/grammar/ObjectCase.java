package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One conjunction of what an object must be. Immutable.
///
/// @param named what a member of that name must be, in order
/// @param open what every member whose name is in a language must be; names in `named` as well
/// @param max [Integer#MAX_VALUE] for no bound
/// @param some each asks for one member at least
/// @param evaluated the names that are evaluated, for `unevaluatedProperties`
record ObjectCase(
    Map<String, Expr> named,
    List<Members> open,
    Set<String> required,
    int min,
    int max,
    List<Members> some,
    Dfa evaluated) {
  static final ObjectCase ALL =
      new ObjectCase(Map.of(), List.of(), Set.of(), 0, Integer.MAX_VALUE, List.of(), Dfa.NONE);

  /// Members whose name is in a language, and what they are.
  record Members(Dfa names, Expr value) {}

  static ObjectCase named(Map<String, Expr> named) {
    return new ObjectCase(named, List.of(), Set.of(), 0, Integer.MAX_VALUE, List.of(), Dfa.NONE);
  }

  static ObjectCase open(Dfa names, Expr value) {
    return new ObjectCase(
        Map.of(),
        List.of(new Members(names, value)),
        Set.of(),
        0,
        Integer.MAX_VALUE,
        List.of(),
        Dfa.NONE);
  }

  static ObjectCase requiring(Set<String> names) {
    return new ObjectCase(
        Map.of(), List.of(), names, names.size(), Integer.MAX_VALUE, List.of(), Dfa.NONE);
  }

  static ObjectCase sizes(int min, int max) {
    return new ObjectCase(Map.of(), List.of(), Set.of(), min, max, List.of(), Dfa.NONE);
  }

  static ObjectCase some(Dfa names, Expr value) {
    return new ObjectCase(
        Map.of(),
        List.of(),
        Set.of(),
        1,
        Integer.MAX_VALUE,
        List.of(new Members(names, value)),
        Dfa.NONE);
  }

  static ObjectCase without(String name) {
    return named(Map.of(name, Expr.Constant.NEVER));
  }

  ObjectCase withEvaluated(Dfa names) {
    return new ObjectCase(named, open, required, min, max, some, names);
  }

  /// What a member called `name` must be.
  Expr member(String name) {
    List<Expr> all = new ArrayList<>();
    all.add(named.getOrDefault(name, Expr.Constant.ALWAYS));
    for (Members members : open) {
      if (members.names.accepts(name)) {
        all.add(members.value);
      }
    }
    return Expr.all(all);
  }

  ObjectCase intersect(ObjectCase o) {
    Map<String, Expr> names = new LinkedHashMap<>(named);
    o.named.forEach((name, value) -> names.merge(name, value, (a, b) -> Expr.all(List.of(a, b))));
    Set<Members> rules = new LinkedHashSet<>(open);
    rules.addAll(o.open);
    Set<String> needed = new LinkedHashSet<>(required);
    needed.addAll(o.required);
    Set<Members> witnesses = new LinkedHashSet<>(some);
    witnesses.addAll(o.some);
    return new ObjectCase(
        names,
        List.copyOf(rules),
        needed,
        Math.max(needed.size(), Math.max(min, o.min)),
        Math.min(max, o.max),
        List.copyOf(witnesses),
        evaluated.union(o.evaluated));
  }

  /// Whether it is plain that no object is meant.
  boolean isNone() {
    return min > max || required.stream().anyMatch(n -> member(n) == Expr.Constant.NEVER);
  }

  /// The objects that are not meant, one constraint broken in each case.
  List<ObjectCase> complement() {
    List<ObjectCase> out = new ArrayList<>();
    for (String name : required) {
      out.add(without(name));
    }
    named.forEach((name, value) -> {
      if (value != Expr.Constant.ALWAYS) {
        out.add(requiring(Set.of(name)).intersect(named(Map.of(name, Expr.not(value)))));
      }
    });
    for (Members members : open) {
      if (members.value != Expr.Constant.ALWAYS) {
        out.add(some(members.names, Expr.not(members.value)));
      }
    }
    for (Members members : some) {
      out.add(open(members.names, Expr.not(members.value)));
    }
    if (min > Math.max(required.size(), some.isEmpty() ? 0 : 1)) {
      out.add(sizes(0, min - 1));
    }
    if (max < Integer.MAX_VALUE) {
      out.add(sizes(max + 1, Integer.MAX_VALUE));
    }
    return out;
  }
}
