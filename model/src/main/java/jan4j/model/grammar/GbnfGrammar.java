package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of a GBNF text, with repetitions written out, as llama.cpp holds them.
final class GbnfGrammar {
  /// A place in an alternative: a character or a rule, and what follows; null is the end.
  static final class Step {
    final int id;
    final @Nullable CharSet characters;
    final @Nullable Rule rule;
    final @Nullable Step next;

    Step(int id, @Nullable CharSet characters, @Nullable Rule rule, @Nullable Step next) {
      this.id = id;
      this.characters = characters;
      this.rule = rule;
      this.next = next;
    }
  }

  static final class Rule {
    final String name;
    final List<@Nullable Step> alternatives = new ArrayList<>();

    Rule(String name) {
      this.name = name;
    }
  }

  private final Map<String, Rule> rules = new HashMap<>();
  private final List<Rule> all = new ArrayList<>();
  private int nSteps;

  Rule named(String name) {
    Rule known = rules.get(name);
    if (known == null) {
      known = fresh(name);
      rules.put(name, known);
    }
    return known;
  }

  Rule fresh(String name) {
    Rule rule = new Rule(name);
    all.add(rule);
    return rule;
  }

  Step step(@Nullable CharSet characters, @Nullable Rule rule, @Nullable Step next) {
    return new Step(nSteps++, characters, rule, next);
  }

  /// @throws IllegalArgumentException where a rule is missing, or reaches itself without a
  ///   character
  void check() {
    if (!rules.containsKey("root")) {
      throw new IllegalArgumentException("the grammar has no rule \"root\"");
    }
    for (Rule rule : all) {
      if (rule.alternatives.isEmpty()) {
        throw new IllegalArgumentException("the rule \"" + rule.name + "\" is not defined");
      }
    }
    Set<Rule> nullable = nullable();
    Set<Rule> done = new HashSet<>();
    for (Rule rule : all) {
      checkLeft(rule, nullable, done);
    }
  }

  private Set<Rule> nullable() {
    Set<Rule> out = new HashSet<>();
    boolean changed;
    do {
      changed = false;
      for (Rule rule : all) {
        changed |= !out.contains(rule) && isNullable(rule, out) && out.add(rule);
      }
    } while (changed);
    return out;
  }

  private static boolean isNullable(Rule rule, Set<Rule> nullable) {
    for (Step step : rule.alternatives) {
      Step at = step;
      while (at != null && at.rule != null && nullable.contains(at.rule)) {
        at = at.next;
      }
      if (at == null) {
        return true;
      }
    }
    return false;
  }

  /// Depth first, with a stack of its own, since chains of rules are long.
  private static void checkLeft(Rule start, Set<Rule> nullable, Set<Rule> done) {
    if (done.contains(start)) {
      return;
    }
    Set<Rule> open = new HashSet<>();
    List<Rule> stack = new ArrayList<>(List.of(start));
    while (!stack.isEmpty()) {
      Rule rule = stack.getLast();
      if (!open.add(rule)) {
        stack.removeLast();
        open.remove(rule);
        done.add(rule);
        continue;
      }
      for (Rule left : leftOf(rule, nullable)) {
        if (open.contains(left)) {
          throw new IllegalArgumentException("the rule \"" + left.name + "\" is left-recursive");
        }
        if (!done.contains(left)) {
          stack.add(left);
        }
      }
    }
  }

  private static Set<Rule> leftOf(Rule rule, Set<Rule> nullable) {
    Set<Rule> out = new HashSet<>();
    for (Step step : rule.alternatives) {
      Step at = step;
      while (at != null && at.rule != null) {
        out.add(at.rule);
        at = nullable.contains(at.rule) ? at.next : null;
      }
    }
    return out;
  }
}
