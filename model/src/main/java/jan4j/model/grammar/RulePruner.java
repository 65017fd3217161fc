package jan4j.model.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Takes out of a grammar what derives no text, what is never reached, and rules that are used once
/// and have one alternative.
final class RulePruner {
  private final Symbol.Rule root;
  private final Set<Symbol.Rule> productive = new HashSet<>();

  RulePruner(Symbol.Rule root) {
    this.root = root;
  }

  /// The rules that remain, `root` first; empty where it derives no text.
  List<Symbol.Rule> pruned() {
    List<Symbol.Rule> all = reachable();
    findProductive(all);
    if (!productive.contains(root)) {
      return List.of();
    }
    for (Symbol.Rule rule : all) {
      List<List<Symbol>> kept = new ArrayList<>(new LinkedHashSet<>(rule.alternatives));
      kept.removeIf(a -> !a.stream().allMatch(this::isProductive));
      kept.replaceAll(a -> a.stream().filter(s -> !isHollow(s)).toList());
      rule.alternatives.clear();
      rule.alternatives.addAll(kept);
    }
    inline(reachable());
    return reachable();
  }

  /// A repetition, from 0 on, of what derives no text.
  private boolean isHollow(Symbol symbol) {
    return symbol instanceof Symbol.Many(Symbol body, int min, int max)
        && min == 0
        && (max == 0 || !isProductive(body));
  }

  private boolean isProductive(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Text _, Symbol.Chars _ -> true;
      case Symbol.Many(Symbol body, int min, int _) -> min == 0 || isProductive(body);
      case Symbol.Rule rule -> productive.contains(rule);
    };
  }

  /// Each rule is looked at again when one that it uses is found to be productive.
  private void findProductive(List<Symbol.Rule> all) {
    Map<Symbol.Rule, List<Symbol.Rule>> users = new HashMap<>();
    for (Symbol.Rule rule : all) {
      rule.alternatives.forEach(a ->
          a.forEach(s -> used(s, r -> users.computeIfAbsent(r, _ -> new ArrayList<>()).add(rule))));
    }
    ArrayDeque<Symbol.Rule> queue = new ArrayDeque<>(all);
    while (!queue.isEmpty()) {
      Symbol.Rule rule = queue.poll();
      if (!productive.contains(rule)
          && rule.alternatives.stream().anyMatch(a -> a.stream().allMatch(this::isProductive))) {
        productive.add(rule);
        queue.addAll(users.getOrDefault(rule, List.of()));
      }
    }
  }

  private static void used(Symbol symbol, java.util.function.Consumer<Symbol.Rule> to) {
    if (symbol instanceof Symbol.Rule rule) {
      to.accept(rule);
    } else if (symbol instanceof Symbol.Many many) {
      used(many.body(), to);
    }
  }

  private List<Symbol.Rule> reachable() {
    Set<Symbol.Rule> seen = new LinkedHashSet<>(List.of(root));
    ArrayDeque<Symbol.Rule> queue = new ArrayDeque<>(seen);
    while (!queue.isEmpty()) {
      for (List<Symbol> alternative : queue.poll().alternatives) {
        for (Symbol symbol : alternative) {
          used(
              symbol,
              r -> {
                if (seen.add(r)) {
                  queue.add(r);
                }
              });
        }
      }
    }
    return new ArrayList<>(seen);
  }

  private void inline(List<Symbol.Rule> all) {
    Map<Symbol.Rule, Integer> uses = new HashMap<>();
    for (Symbol.Rule rule : all) {
      rule.alternatives.forEach(a -> a.forEach(s -> used(s, r -> uses.merge(r, 1, Integer::sum))));
    }
    for (Symbol.Rule rule : all) {
      rule.alternatives.replaceAll(a -> {
        List<Symbol> flat = new ArrayList<>();
        flatten(a, rule, uses, flat);
        return flat;
      });
    }
  }

  /// Goes down chains of rules without recursion, as a chain may be long.
  private void flatten(
      List<Symbol> parts, Symbol.Rule within, Map<Symbol.Rule, Integer> uses, List<Symbol> to) {
    ArrayDeque<Symbol> left = new ArrayDeque<>(parts);
    Set<Symbol.Rule> taken = new HashSet<>();
    while (!left.isEmpty()) {
      Symbol symbol = left.poll();
      if (symbol instanceof Symbol.Rule rule
          && rule != root
          && rule != within
          && uses.getOrDefault(rule, 0) == 1
          && rule.alternatives.size() == 1
          && taken.add(rule)) {
        List<Symbol> inner = rule.alternatives.getFirst();
        for (int i = inner.size() - 1; i >= 0; i--) {
          left.addFirst(inner.get(i));
        }
      } else {
        to.add(symbol);
      }
    }
  }
}
