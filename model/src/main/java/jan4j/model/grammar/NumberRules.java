package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rules for sets of numbers. Numbers are written without exponent, but where any number will do,
/// and with so few digits that a reader with 64-bit floating point numbers sees the same number.
/// One grammar, one thread.
final class NumberRules {
  static final int MAX_INTEGER_DIGITS = 19;
  private static final int MAX_DECIMAL_DIGITS = 15;
  private static final int MAX_WORDS = 64;

  private final JsonRules json;
  private final Map<Dfa, Symbol> known = new HashMap<>();

  NumberRules(JsonRules json) {
    this.json = json;
  }

  Symbol of(Dfa numbers, String hint) {
    Symbol found = known.get(numbers);
    if (found == null) {
      found = build(numbers, hint);
      known.put(numbers, found);
    }
    return found;
  }

  private Symbol build(Dfa numbers, String hint) {
    if (numbers.equals(NumberTexts.ALL)) {
      return json.number;
    }
    if (numbers.equals(NumberTexts.INTEGERS)) {
      return json.integer;
    }
    Dfa canonical = numbers.intersect(NumberTexts.canonical());
    Optional<List<String>> words = canonical.finite(MAX_WORDS);
    if (words.isPresent()) {
      Symbol.Rule rule = new Symbol.Rule(hint);
      words.get().forEach(w -> rule.or(new Symbol.Text(w)));
      return rule;
    }
    return states(bounded(numbers), hint);
  }

  private static Dfa bounded(Dfa numbers) {
    int shortest = new DfaWords(numbers).shortest();
    if (numbers.minus(NumberTexts.INTEGERS).isNone()) {
      return numbers
          .intersect(NumberTexts.PLAIN_INTEGERS)
          .intersect(NumberTexts.digits(Math.max(MAX_INTEGER_DIGITS, shortest + 3)));
    }
    return numbers.intersect(NumberTexts.digits(Math.max(MAX_DECIMAL_DIGITS, shortest + 3)));
  }

  private static Symbol states(Dfa language, String hint) {
    List<Symbol.Rule> rules = new ArrayList<>();
    for (int s = 0; s < language.nStates(); s++) {
      rules.add(new Symbol.Rule(hint + "-n"));
    }
    for (int s = 0; s < language.nStates(); s++) {
      Symbol.Rule rule = rules.get(s);
      if (language.accept[s]) {
        rule.or();
      }
      language.moves(s).forEach((target, set) -> rule.or(new Symbol.Chars(set), rules.get(target)));
    }
    Symbol.Rule whole = new Symbol.Rule(hint);
    whole.or(rules.getFirst());
    return whole;
  }
}
