package jan4j.model.grammar;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Rules for objects: first the members with known names, in order, then all others. One grammar,
/// one thread.
final class ObjectRules {
  private static final int MAX_WORDS = 16;

  private final ValueRules values;
  private final Map<ObjectCase, Symbol.Rule> known = new HashMap<>();

  ObjectRules(ValueRules values) {
    this.values = values;
  }

  Symbol.Rule of(ObjectCase object, String hint) {
    ObjectCase plain = object.withEvaluated(Dfa.NONE);
    Symbol.Rule found = known.get(plain);
    if (found == null) {
      found = new Symbol.Rule(hint + "-object");
      known.put(plain, found);
      if (plain.some().isEmpty()) {
        members(plain, Map.of(), found);
      } else {
        witnesses(plain, found);
      }
    }
    return found;
  }

  /// One alternative for each member that may be the one that is asked for.
  private void witnesses(ObjectCase object, Symbol.Rule rule) {
    ObjectCase.Members wanted = object.some().getFirst();
    List<ObjectCase.Members> others = object.some().subList(1, object.some().size());
    ObjectCase rest =
        new ObjectCase(
            object.named(),
            object.open(),
            object.required(),
            object.min(),
            object.max(),
            others,
            Dfa.NONE);
    Set<String> names = new LinkedHashSet<>(object.named().keySet());
    names.addAll(object.required());
    Dfa open = wanted.names().minus(Dfa.words(names));
    Optional<List<String>> few = open.finite(MAX_WORDS);
    few.ifPresent(names::addAll);
    for (String name : names) {
      if (wanted.names().accepts(name)) {
        ObjectCase one =
            rest.intersect(ObjectCase.requiring(Set.of(name)))
                .intersect(ObjectCase.named(Map.of(name, wanted.value())));
        if (!one.isNone()) {
          rule.or(of(one, rule.hint));
        }
      }
    }
    if (few.isPresent() || wanted.value() == Expr.Constant.NEVER) {
      return;
    }
    if (!others.isEmpty()) {
      throw new TooLarge("two conditions on some members of an object, whose names are open");
    }
    members(rest, classes(rest, open, wanted.value()), rule);
  }

  private void members(ObjectCase object, Map<Expr, Dfa> last, Symbol.Rule rule) {
    Map<String, Expr> named = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>(object.named().keySet());
    names.addAll(object.required());
    for (String name : names) {
      named.put(name, object.member(name));
    }
    Map<Expr, Dfa> open = classes(object, Dfa.words(names).complement(), Expr.Constant.ALWAYS);
    for (Map.Entry<Expr, Dfa> entry : List.copyOf(open.entrySet())) {
      Optional<List<String>> few = entry.getValue().finite(MAX_WORDS);
      if (few.isPresent() && last.isEmpty()) {
        few.get().forEach(name -> named.put(name, entry.getKey()));
        open.remove(entry.getKey());
      }
    }
    named.values().removeIf(v -> v == Expr.Constant.NEVER);
    new MemberRules(values, object, named, open, last).build(rule);
  }

  /// The names in `names` by what their members must be, `value` and more.
  private static Map<Expr, Dfa> classes(ObjectCase object, Dfa names, Expr value) {
    Map<Expr, Dfa> classes = new LinkedHashMap<>();
    classes.put(value, names);
    for (ObjectCase.Members rule : object.open()) {
      Map<Expr, Dfa> split = new LinkedHashMap<>();
      classes.forEach((expr, language) -> {
        split.merge(
            Expr.all(List.of(expr, rule.value())), language.intersect(rule.names()), Dfa::union);
        split.merge(expr, language.minus(rule.names()), Dfa::union);
      });
      split.values().removeIf(Dfa::isNone);
      split.remove(Expr.Constant.NEVER);
      if (split.size() > 64) {
        throw new TooLarge("too many patterns of names overlap");
      }
      classes = split;
    }
    classes.values().removeIf(Dfa::isNone);
    return classes;
  }
}
