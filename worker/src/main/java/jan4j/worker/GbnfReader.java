package jan4j.worker;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.worker.Gbnf.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads GBNF as the library's parser does (llama.cpp, `src/llama-grammar.cpp`), which says what is
/// wrong to stderr alone: here every failure names its line and column. One thread; one grammar.
final class GbnfReader {
  /// Deepest nesting of groups: the library's parser recurses once for each.
  static final int MAX_NESTING = 200;

  /// Most repetitions that are counted: above it the library takes a maximum for "without end", and
  /// refuses a minimum.
  static final int MAX_REPETITIONS = 2000;

  private final String text;
  private final Predicate<String> isToken;
  private final Map<String, Node> rules = new LinkedHashMap<>();
  private int at;
  private int depth;
  private boolean usesTokens;

  private GbnfReader(String text, Predicate<String> isToken) {
    this.text = text;
    this.isToken = isToken;
  }

  /// @param isToken whether a text such as `<end>` spells one token of the vocabulary
  /// @throws JanException [ErrorCode#GRAMMAR_INVALID] with line, column and reason
  static Gbnf read(String text, Predicate<String> isToken) {
    GbnfReader reader = new GbnfReader(text, isToken);
    reader.space(true);
    while (reader.at < text.length()) {
      reader.rule();
    }
    return new Gbnf(text, reader.rules, reader.usesTokens);
  }

  private void rule() {
    String name = name();
    space(false);
    if (!text.startsWith("::=", at)) {
      throw invalid("\"::=\" is missing after the rule's name \"" + name + "\"");
    }
    at += 3;
    space(true);
    rules.put(name, choice(false));
    if (at < text.length() && peek() != '\r' && peek() != '\n') {
      throw invalid("unexpected \"" + Character.toString(text.codePointAt(at)) + "\"");
    }
    space(true);
  }

  private Node choice(boolean nested) {
    List<Node> alternatives = new ArrayList<>();
    alternatives.add(sequence(nested));
    while (peek() == '|') {
      at++;
      space(true);
      alternatives.add(sequence(nested));
    }
    return alternatives.size() == 1 ? alternatives.getFirst() : new Node.Choice(alternatives);
  }

  private Node sequence(boolean nested) {
    List<Node> items = new ArrayList<>();
    while (at < text.length()) {
      Node item = item(nested);
      if (item == null) {
        break;
      }
      items.add(item);
    }
    return items.size() == 1 ? items.getFirst() : new Node.Sequence(items);
  }

  private @Nullable Node item(boolean nested) {
    char c = peek();
    Node item;
    if (c == '"') {
      item = literal();
    } else if (c == '[') {
      item = characters();
    } else if (c == '<' || c == '!') {
      item = token();
    } else if (isWord(c)) {
      int place = at;
      item = new Node.Reference(name(), place);
    } else if (c == '(') {
      item = group();
    } else if (c == '.') {
      at++;
      item = new Node.Terminal();
    } else if (c == '*' || c == '+' || c == '?' || c == '{') {
      throw invalid("there is nothing before \"" + c + "\" to repeat");
    } else {
      return null;
    }
    space(nested);
    return repeated(item, nested);
  }

  private Node repeated(Node first, boolean nested) {
    Node item = first;
    while (at < text.length()) {
      int place = at;
      switch (peek()) {
        case '*' -> item = repeat(item, 0, Node.Repeat.UNBOUNDED, place);
        case '+' -> item = repeat(item, 1, Node.Repeat.UNBOUNDED, place);
        case '?' -> item = repeat(item, 0, 1, place);
        case '{' -> item = counted(item, nested, place);
        default -> {
          return item;
        }
      }
      at++;
      space(nested);
    }
    return item;
  }

  private Node repeat(Node item, int min, int max, int place) {
    if (item instanceof Node.Literal(int length) && length == 0) {
      throw invalid("an empty text cannot be repeated");
    }
    return new Node.Repeat(item, min, max, place);
  }

  /// Leaves `at` on the closing brace.
  private Node counted(Node item, boolean nested, int place) {
    at++;
    space(nested);
    int min = number();
    space(nested);
    int max = min;
    if (peek() == ',') {
      at++;
      space(nested);
      max = Character.isDigit(peek()) ? number() : Node.Repeat.UNBOUNDED;
      space(nested);
    }
    if (peek() != '}') {
      throw invalid("\"}\" is missing");
    }
    if (max < min) {
      throw invalid("{" + min + "," + max + "} asks for more than it allows");
    }
    return repeat(item, min, max, place);
  }

  private int number() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (start == at) {
      throw invalid("a number is missing");
    }
    if (at - start > 6 || Integer.parseInt(text.substring(start, at)) > MAX_REPETITIONS) {
      throw invalid(
          text.substring(start, at)
              + " repetitions are too many; the limit is "
              + MAX_REPETITIONS
              + ", or give no maximum");
    }
    return Integer.parseInt(text.substring(start, at));
  }

  private Node literal() {
    at++;
    int length = 0;
    while (peek() != '"') {
      character("a text that begins with \"");
      length++;
    }
    at++;
    return new Node.Literal(length);
  }

  private Node characters() {
    at++;
    if (peek() == '^') {
      at++;
    }
    boolean empty = true;
    while (peek() != ']') {
      character("a class that begins with [");
      empty = false;
    }
    at++;
    // the library takes an empty class for an empty text
    return empty ? new Node.Literal(0) : new Node.Terminal();
  }

  /// Skips one character or escape.
  private void character(String within) {
    if (at >= text.length()) {
      throw invalid("the end of " + within + " is missing");
    }
    if (peek() != '\\') {
      at += Character.charCount(text.codePointAt(at));
      return;
    }
    int digits =
        switch (at + 1 < text.length() ? text.charAt(at + 1) : '\0') {
          case 'x' -> 2;
          case 'u' -> 4;
          case 'U' -> 8;
          case 't', 'r', 'n', '\\', '"', '[', ']', '-' -> 0;
          default ->
              throw invalid(
                  "unknown escape; there are \\x \\u \\U \\t \\r \\n \\\\ \\\" \\[ \\] \\-");
        };
    for (int i = 0; i < digits; i++) {
      int place = at + 2 + i;
      if (place >= text.length() || Character.digit(text.charAt(place), 16) < 0) {
        throw invalid("\\" + text.charAt(at + 1) + " needs " + digits + " hexadecimal digits");
      }
    }
    at += 2 + digits;
  }

  private Node token() {
    int start = peek() == '!' ? at + 1 : at;
    int end = text.indexOf('>', start);
    if (start >= text.length() || text.charAt(start) != '<' || end < 0) {
      throw invalid("a token is written <text> or <[id]>");
    }
    String spelling = text.substring(start, end + 1);
    if (!spelling.matches("<\\[[0-9]{1,9}]>") && !isToken.test(spelling)) {
      throw invalid("\"" + spelling + "\" is no token of this model");
    }
    at = end + 1;
    usesTokens = true;
    return new Node.Terminal();
  }

  private Node group() {
    if (++depth > MAX_NESTING) {
      throw invalid("groups are nested more than " + MAX_NESTING + " deep; flatten them");
    }
    at++;
    space(true);
    Node inner = choice(true);
    if (peek() != ')') {
      throw invalid("\")\" is missing");
    }
    at++;
    depth--;
    return inner;
  }

  private String name() {
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw invalid("a rule's name is missing; names are of letters, digits and \"-\"");
    }
    return text.substring(start, at);
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  }

  private void space(boolean newlines) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
          at++;
        }
      } else if (c == ' ' || c == '\t' || (newlines && (c == '\n' || c == '\r'))) {
        at++;
      } else {
        return;
      }
    }
  }

  /// NUL at the end: the grammar has none itself.
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private JanException invalid(String problem) {
    return new JanException(
        ErrorCode.GRAMMAR_INVALID,
        "the grammar does not parse at " + Gbnf.place(text, at) + ": " + problem);
  }
}
