package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.List;

/// Reads a pattern of ECMA-262 (edition 2024, with the `u` flag, and Annex B's leniency where it
/// has one meaning only). What is no regular language is refused by [TooLarge], as is what is
/// malformed.
final class RegexParser {
  private static final int MAX_LENGTH = 8_000;
  private static final int MAX_DEPTH = 200;

  private final String pattern;
  private int at;
  private int depth;

  private RegexParser(String pattern) {
    this.pattern = pattern;
  }

  static RegexNode parse(String pattern) {
    if (pattern.length() > MAX_LENGTH) {
      throw new TooLarge("the pattern is longer than " + MAX_LENGTH + " characters");
    }
    RegexParser parser = new RegexParser(pattern);
    RegexNode node = parser.choice();
    if (parser.at < pattern.length()) {
      throw parser.malformed("\")\" without \"(\"");
    }
    return node;
  }

  private RegexNode choice() {
    if (++depth > MAX_DEPTH) {
      throw new TooLarge("the pattern is nested deeper than " + MAX_DEPTH);
    }
    List<RegexNode> options = new ArrayList<>();
    options.add(sequence());
    while (peek() == '|') {
      at++;
      options.add(sequence());
    }
    depth--;
    return options.size() == 1 ? options.getFirst() : new RegexNode.Choice(options);
  }

  private RegexNode sequence() {
    List<RegexNode> parts = new ArrayList<>();
    while (at < pattern.length() && peek() != '|' && peek() != ')') {
      parts.add(quantified());
    }
    return parts.size() == 1 ? parts.getFirst() : new RegexNode.Sequence(parts);
  }

  private RegexNode quantified() {
    int begin = at;
    RegexNode atom = atom();
    int[] bounds = quantifier();
    if (bounds.length == 0) {
      return atom;
    }
    if (atom instanceof RegexNode.Place || atom instanceof RegexNode.LookAhead) {
      throw malformed("nothing to repeat before position " + begin);
    }
    if (quantifier().length != 0) {
      throw malformed("a quantifier after a quantifier");
    }
    return new RegexNode.Repeat(atom, bounds[0], bounds[1]);
  }

  /// The bounds of a quantifier; empty where none stands here.
  private int[] quantifier() {
    int[] bounds =
        switch (peek()) {
          case '*' -> new int[] {0, Integer.MAX_VALUE};
          case '+' -> new int[] {1, Integer.MAX_VALUE};
          case '?' -> new int[] {0, 1};
          case '{' -> braces();
          default -> new int[0];
        };
    if (bounds.length != 0) {
      at += peek() == '{' ? pattern.indexOf('}', at) + 1 - at : 1;
      at += peek() == '?' ? 1 : 0;
    }
    return bounds;
  }

  private int[] braces() {
    int close = pattern.indexOf('}', at);
    String inner = close < 0 ? "" : pattern.substring(at + 1, close);
    if (!inner.matches("[0-9]{1,6}(,([0-9]{1,6})?)?")) {
      if (inner.matches("[0-9]+(,[0-9]*)?")) {
        throw new TooLarge("the repetition {" + inner + "}");
      }
      return new int[0];
    }
    String[] parts = inner.split(",", -1);
    int min = Integer.parseInt(parts[0]);
    int max = parts.length == 1 ? min : parts[1].isEmpty() ? -1 : Integer.parseInt(parts[1]);
    if (max >= 0 && max < min) {
      throw malformed("the repetition {" + inner + "}");
    }
    return new int[] {min, max < 0 ? Integer.MAX_VALUE : max};
  }

  private RegexNode atom() {
    int c = pattern.codePointAt(at);
    switch (c) {
      case '^', '$' -> {
        at++;
        return new RegexNode.Place(
            c == '^' ? RegexNode.Place.Kind.START : RegexNode.Place.Kind.END);
      }
      case '.' -> {
        at++;
        return new RegexNode.Chars(RegexClasses.NO_LINE_END);
      }
      case '(' -> {
        return group();
      }
      case '[' -> {
        RegexClasses reader = new RegexClasses(pattern, at);
        CharSet set = reader.bracket();
        at = reader.at();
        return new RegexNode.Chars(set);
      }
      case '\\' -> {
        return escape();
      }
      case '*', '+', '?' -> throw malformed("nothing to repeat");
      default -> {
        if (c == '{' && braces().length != 0) {
          throw malformed("nothing to repeat");
        }
        at += Character.charCount(c);
        return new RegexNode.Chars(CharSet.of(c));
      }
    }
  }

  private RegexNode group() {
    at++;
    RegexNode.LookAhead look = null;
    if (pattern.startsWith("?:", at)) {
      at += 2;
    } else if (pattern.startsWith("?=", at) || pattern.startsWith("?!", at)) {
      look =
          new RegexNode.LookAhead(new RegexNode.Sequence(List.of()), pattern.charAt(at + 1) == '!');
      at += 2;
    } else if (pattern.startsWith("?<=", at) || pattern.startsWith("?<!", at)) {
      throw new TooLarge("a look-behind");
    } else if (pattern.startsWith("?<", at) && pattern.indexOf('>', at) > 0) {
      at = pattern.indexOf('>', at) + 1;
    } else if (peek() == '?') {
      throw malformed("an unknown group");
    }
    RegexNode body = choice();
    if (peek() != ')') {
      throw malformed("\"(\" without \")\"");
    }
    at++;
    return look == null ? body : new RegexNode.LookAhead(body, look.negative());
  }

  private RegexNode escape() {
    int c = at + 1 < pattern.length() ? pattern.codePointAt(at + 1) : -1;
    if (c == 'b' || c == 'B') {
      at += 2;
      return new RegexNode.Place(
          c == 'b' ? RegexNode.Place.Kind.WORD_EDGE : RegexNode.Place.Kind.NO_WORD_EDGE);
    }
    if (c == 'k' || (c >= '1' && c <= '9')) {
      throw new TooLarge("a back-reference");
    }
    RegexClasses reader = new RegexClasses(pattern, at);
    CharSet set = reader.escape();
    at = reader.at();
    return new RegexNode.Chars(set);
  }

  private int peek() {
    return at < pattern.length() ? pattern.charAt(at) : -1;
  }

  private TooLarge malformed(String what) {
    return new TooLarge("no regular expression of ECMA-262: " + what + " at position " + at);
  }
}
