package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rules for sets of strings. One grammar, one thread.
final class StringRules {
  private static final int MAX_WORDS = 100;
  private static final CharSet CONTROLS = CharSet.range(0, 0x1f).minus(CharSet.anyOf("\b\f\n\r\t"));

  private final JsonRules json;
  private final Map<TextSet, Symbol> known = new HashMap<>();
  private final Map<CharSet, Symbol> sets = new HashMap<>();

  StringRules(JsonRules json) {
    this.json = json;
  }

  /// A JSON string, with its quotes.
  Symbol of(TextSet texts, String hint) {
    Symbol found = known.get(texts);
    if (found == null) {
      found = build(texts, hint);
      known.put(texts, found);
    }
    return found;
  }

  private Symbol build(TextSet texts, String hint) {
    if (texts.isAll()) {
      return json.string;
    }
    if (texts.language().isAll()) {
      Symbol.Rule rule = new Symbol.Rule(hint);
      List<Symbol> parts = new ArrayList<>();
      parts.add(new Symbol.Text("\""));
      Repetitions.add(parts, json.character, texts.min(), texts.max());
      parts.add(new Symbol.Text("\""));
      rule.or(parts);
      return rule;
    }
    Dfa language = texts.exact();
    Optional<List<String>> words = language.finite(MAX_WORDS);
    if (words.isPresent()) {
      Symbol.Rule rule = new Symbol.Rule(hint);
      words.get().forEach(w -> rule.or(new Symbol.Text(JsonRules.quoted(w))));
      return rule;
    }
    return states(language, hint);
  }

  private Symbol states(Dfa language, String hint) {
    List<Symbol.Rule> rules = new ArrayList<>();
    for (int s = 0; s < language.nStates(); s++) {
      rules.add(new Symbol.Rule(hint + "-s"));
    }
    Symbol quote = new Symbol.Text("\"");
    for (int s = 0; s < language.nStates(); s++) {
      Map<Integer, CharSet> moves = language.moves(s);
      Symbol.Rule rule = rules.get(s);
      if (language.accept[s] && moves.getOrDefault(s, CharSet.NONE).equals(CharSet.ALL)) {
        rule.or(new Symbol.Many(json.character, 0, -1), quote);
        continue;
      }
      if (language.accept[s]) {
        rule.or(quote);
      }
      moves.forEach((target, set) -> rule.or(character(set), rules.get(target)));
    }
    Symbol.Rule whole = new Symbol.Rule(hint);
    whole.or(quote, rules.getFirst());
    return whole;
  }

  /// One character of a set, escaped where JSON wants it.
  private Symbol character(CharSet set) {
    if (set.equals(CharSet.ALL)) {
      return json.character;
    }
    CharSet direct = JsonRules.direct(set);
    if (direct.equals(set)) {
      return new Symbol.Chars(set);
    }
    return sets.computeIfAbsent(set, this::escaped);
  }

  private Symbol escaped(CharSet set) {
    Symbol.Rule rule = new Symbol.Rule("chars");
    CharSet direct = JsonRules.direct(set);
    if (!direct.isEmpty()) {
      rule.or(new Symbol.Chars(direct));
    }
    CharSet rest = set.minus(direct);
    if (CONTROLS.minus(rest).isEmpty()) {
      rule.or(json.control);
      rest = rest.minus(CONTROLS);
    }
    StringBuilder letters = new StringBuilder();
    for (int[] pair : rest.pairs()) {
      for (int c = pair[0]; c <= pair[1]; c++) {
        String text = JsonRules.escaped(c);
        if (text.length() == 2) {
          letters.append(text.charAt(1));
        } else {
          rule.or(new Symbol.Text(text));
        }
      }
    }
    if (!letters.isEmpty()) {
      rule.or(new Symbol.Text("\\"), new Symbol.Chars(CharSet.anyOf(letters.toString())));
    }
    return rule;
  }
}
