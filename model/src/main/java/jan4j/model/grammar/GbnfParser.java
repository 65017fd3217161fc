package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads GBNF as llama.cpp does (`src/llama-grammar.cpp`), without its token elements.
final class GbnfParser {
  private static final int MAX_REPETITION = 2_000;
  private static final int MAX_DEPTH = 256;

  /// A part of a sequence: characters or a rule.
  private record Part(@Nullable CharSet characters, GbnfGrammar.@Nullable Rule rule) {}

  private final String text;
  private final GbnfGrammar grammar = new GbnfGrammar();
  private int at;
  private int depth;

  private GbnfParser(String text) {
    this.text = text;
  }

  /// @throws IllegalArgumentException with the place where it is malformed
  static GbnfGrammar parse(String text) {
    GbnfParser parser = new GbnfParser(text);
    parser.space(true);
    while (parser.at < text.length()) {
      parser.rule();
    }
    parser.grammar.check();
    return parser.grammar;
  }

  private void rule() {
    String name = name();
    space(false);
    if (!text.startsWith("::=", at)) {
      throw malformed("\"::=\" is expected");
    }
    at += 3;
    space(true);
    GbnfGrammar.Rule rule = grammar.named(name);
    rule.alternatives.clear();
    alternatives(rule, false);
    if (peek() == '\r') {
      at += text.startsWith("\r\n", at) ? 2 : 1;
    } else if (peek() == '\n') {
      at++;
    } else if (at < text.length()) {
      throw malformed("a line break is expected");
    }
    space(true);
  }

  private void alternatives(GbnfGrammar.Rule rule, boolean nested) {
    if (++depth > MAX_DEPTH) {
      throw malformed("groups are nested deeper than " + MAX_DEPTH);
    }
    rule.alternatives.add(steps(sequence(rule.name, nested)));
    while (peek() == '|') {
      at++;
      space(true);
      rule.alternatives.add(steps(sequence(rule.name, nested)));
    }
    depth--;
  }

  private GbnfGrammar.@Nullable Step steps(List<Part> parts) {
    GbnfGrammar.Step next = null;
    for (Part part : parts.reversed()) {
      next = grammar.step(part.characters, part.rule, next);
    }
    return next;
  }

  private List<Part> sequence(String rule, boolean nested) {
    List<Part> parts = new ArrayList<>();
    List<Part> last = new ArrayList<>();
    while (at < text.length()) {
      List<Part> symbol = symbol(rule);
      if (symbol != null) {
        parts.addAll(last);
        last = symbol;
        space(nested);
        continue;
      }
      int[] bounds = bounds(nested);
      if (bounds == null) {
        break;
      }
      if (last.isEmpty() && parts.isEmpty()) {
        throw malformed("nothing to repeat");
      }
      last = new ArrayList<>(repeated(last, bounds[0], bounds[1], rule));
      space(nested);
    }
    parts.addAll(last);
    return parts;
  }

  private @Nullable List<Part> symbol(String rule) {
    int c = peek();
    if (c == '"') {
      return literal();
    }
    if (c == '[') {
      return List.of(new Part(characters(), null));
    }
    if (c == '.') {
      at++;
      return List.of(new Part(CharSet.ALL, null));
    }
    if (c == '(') {
      at++;
      space(true);
      GbnfGrammar.Rule group = grammar.fresh(rule + "_");
      alternatives(group, true);
      if (peek() != ')') {
        throw malformed("\")\" is expected");
      }
      at++;
      return List.of(new Part(null, group));
    }
    return isWord(c) ? List.of(new Part(null, grammar.named(name()))) : null;
  }

  private List<Part> literal() {
    at++;
    List<Part> parts = new ArrayList<>();
    while (peek() != '"') {
      parts.add(new Part(CharSet.of(character()), null));
    }
    at++;
    return parts;
  }

  private CharSet characters() {
    at++;
    boolean negative = peek() == '^';
    at += negative ? 1 : 0;
    List<int[]> pairs = new ArrayList<>();
    while (peek() != ']') {
      int first = character();
      int last = first;
      if (peek() == '-' && at + 1 < text.length() && text.charAt(at + 1) != ']') {
        at++;
        last = character();
      }
      pairs.add(new int[] {first, last});
    }
    at++;
    CharSet set = CharSet.ofRanges(pairs);
    return negative ? set.complement() : set;
  }

  private int character() {
    if (peek() < 0) {
      throw malformed("the text ends too soon");
    }
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    if (c != '\\') {
      return c;
    }
    int escape = peek();
    at++;
    return switch (escape) {
      case 'x' -> hex(2);
      case 'u' -> hex(4);
      case 'U' -> hex(8);
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'n' -> '\n';
      case '\\', '"', '[', ']', '-' -> escape;
      default -> throw malformed("an unknown escape");
    };
  }

  private int hex(int n) {
    String digits = text.substring(at, Math.min(text.length(), at + n));
    if (!digits.matches("[0-9a-fA-F]{" + n + "}")) {
      throw malformed(n + " hexadecimal digits are expected");
    }
    at += n;
    return (int) Math.min(Long.parseLong(digits, 16), Character.MAX_CODE_POINT);
  }

  /// The bounds of a repetition, -1 for none above; null where none stands here.
  private int @Nullable [] bounds(boolean nested) {
    switch (peek()) {
      case '*' -> {
        at++;
        return new int[] {0, -1};
      }
      case '+' -> {
        at++;
        return new int[] {1, -1};
      }
      case '?' -> {
        at++;
        return new int[] {0, 1};
      }
      case '{' -> {
        at++;
        space(nested);
        int min = integer();
        space(nested);
        int max = min;
        if (peek() == ',') {
          at++;
          space(nested);
          max = peek() == '}' ? -1 : integer();
          space(nested);
        }
        if (peek() != '}') {
          throw malformed("\"}\" is expected");
        }
        at++;
        return new int[] {min, max};
      }
      default -> {
        return null;
      }
    }
  }

  private int integer() {
    int begin = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    String digits = text.substring(begin, at);
    if (digits.isEmpty() || digits.length() > 6 || Integer.parseInt(digits) > MAX_REPETITION) {
      throw malformed("a number up to " + MAX_REPETITION + " is expected");
    }
    return Integer.parseInt(digits);
  }

  /// `min` times, then one rule for each further time.
  private List<Part> repeated(List<Part> parts, int min, int max, String name) {
    List<Part> out = new ArrayList<>();
    for (int i = 0; i < min; i++) {
      out.addAll(parts);
    }
    GbnfGrammar.Rule tail = null;
    for (int i = 0; i < (max < 0 ? 1 : max - min); i++) {
      GbnfGrammar.Rule rule = grammar.fresh(name + "_");
      List<Part> body = new ArrayList<>(parts);
      GbnfGrammar.Rule rest = max < 0 ? rule : tail;
      if (rest != null) {
        body.add(new Part(null, rest));
      }
      rule.alternatives.add(steps(body));
      rule.alternatives.add(null);
      tail = rule;
    }
    if (tail != null) {
      out.add(new Part(null, tail));
    }
    return out;
  }

  private String name() {
    int begin = at;
    while (isWord(peek())) {
      at++;
    }
    if (begin == at) {
      throw malformed("a name is expected");
    }
    return text.substring(begin, at);
  }

  private static boolean isWord(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || (c >= '0' && c <= '9');
  }

  private void space(boolean lines) {
    while (at < text.length()) {
      int c = peek();
      if (c == '#') {
        while (at < text.length() && peek() != '\r' && peek() != '\n') {
          at++;
        }
      } else if (c == ' ' || c == '\t' || (lines && (c == '\r' || c == '\n'))) {
        at++;
      } else {
        return;
      }
    }
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private IllegalArgumentException malformed(String what) {
    return new IllegalArgumentException("no GBNF: " + what + " at character " + at);
  }
}
