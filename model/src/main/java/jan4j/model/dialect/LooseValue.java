package jan4j.model.dialect;

import org.jspecify.annotations.Nullable;

/// Reads one value as models and templates write it, in JSON or in Python's notation (`True`,
/// `None`, `'text'`, tuples), and says it as JSON. Linear in the text; nesting is bounded.
/// Stateless to its callers, one thread.
final class LooseValue {
  private static final int MAX_NESTING = 100;

  /// What a value is.
  enum Kind {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    OBJECT,
    ARRAY,
    NULL
  }

  /// A value that was read.
  ///
  /// @param json its JSON text, without white space outside of strings
  /// @param end where it ends in the text
  record Value(Kind kind, String json, int end) {}

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private LooseValue(String text, int from) {
    this.text = text;
    this.at = from;
  }

  /// The value that `text` is as a whole, white space around it aside; null where it is none.
  static @Nullable Value read(String text) {
    Value value = prefix(text, 0);
    return value == null || !text.substring(value.end).isBlank() ? null : value;
  }

  /// The value that begins at `from`; null where none does.
  static @Nullable Value prefix(String text, int from) {
    LooseValue reader = new LooseValue(text, from);
    Kind kind = reader.value(0);
    return kind == null ? null : new Value(kind, reader.out.toString(), reader.at);
  }

  private @Nullable Kind value(int nesting) {
    space();
    if (at >= text.length() || nesting > MAX_NESTING) {
      return null;
    }
    char c = text.charAt(at);
    if (c == '{') {
      return object(nesting) ? Kind.OBJECT : null;
    }
    if (c == '[' || c == '(') {
      return list(c == '[' ? ']' : ')', nesting) ? Kind.ARRAY : null;
    }
    if (c == '"' || c == '\'') {
      return string() ? Kind.STRING : null;
    }
    if (c == '-' || (c >= '0' && c <= '9')) {
      return number();
    }
    return word();
  }

  private boolean object(int nesting) {
    at++;
    out.append('{');
    for (int n = 0; ; n++) {
      space();
      if (takes('}')) {
        out.append('}');
        return true;
      }
      out.append(n > 0 ? "," : "");
      if (at >= text.length() || (text.charAt(at) != '"' && text.charAt(at) != '\'') || !string()) {
        return false;
      }
      space();
      if (!takes(':')) {
        return false;
      }
      out.append(':');
      if (value(nesting + 1) == null || !separated('}')) {
        return false;
      }
    }
  }

  private boolean list(char close, int nesting) {
    at++;
    out.append('[');
    for (int n = 0; ; n++) {
      space();
      if (takes(close)) {
        out.append(']');
        return true;
      }
      out.append(n > 0 ? "," : "");
      if (value(nesting + 1) == null || !separated(close)) {
        return false;
      }
    }
  }

  /// Passes a comma, or stops before the closing bracket.
  private boolean separated(char close) {
    space();
    return takes(',') || (at < text.length() && text.charAt(at) == close);
  }

  private boolean string() {
    StringBuilder value = new StringBuilder();
    char quote = text.charAt(at++);
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote) {
        JsonText.quote(out, value);
        return true;
      }
      if (c != '\\') {
        value.append(c);
      } else if (!escape(value)) {
        return false;
      }
    }
    return false;
  }

  private boolean escape(StringBuilder value) {
    if (at >= text.length()) {
      return false;
    }
    char c = text.charAt(at++);
    switch (c) {
      case '"', '\'', '\\', '/' -> value.append(c);
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'u' -> {
        return codePoint(value, 4);
      }
      case 'x' -> {
        return codePoint(value, 2);
      }
      case 'U' -> {
        return codePoint(value, 8);
      }
      // Python keeps the backslash of what is no escape.
      default -> value.append('\\').append(c);
    }
    return true;
  }

  private boolean codePoint(StringBuilder value, int nDigits) {
    if (at + nDigits > text.length()) {
      return false;
    }
    long code = 0;
    for (int i = 0; i < nDigits; i++) {
      int digit = Character.digit(text.charAt(at++), 16);
      if (digit < 0) {
        return false;
      }
      code = code * 16 + digit;
    }
    if (code > Character.MAX_CODE_POINT) {
      return false;
    }
    value.appendCodePoint((int) code);
    return true;
  }

  private @Nullable Kind number() {
    int start = at;
    takes('-');
    int firstDigit = at;
    int nDigits = digits();
    if (nDigits == 0 || (nDigits > 1 && text.charAt(firstDigit) == '0')) {
      return null;
    }
    Kind kind = Kind.INTEGER;
    if (takes('.')) {
      kind = Kind.NUMBER;
      if (digits() == 0) {
        return null;
      }
    }
    if (takes('e') || takes('E')) {
      kind = Kind.NUMBER;
      if (!takes('+')) {
        takes('-');
      }
      if (digits() == 0) {
        return null;
      }
    }
    out.append(text, start, at);
    return kind;
  }

  private int digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  private @Nullable Kind word() {
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at)) && at - start < 8) {
      at++;
    }
    switch (text.substring(start, at)) {
      case "true", "True" -> out.append("true");
      case "false", "False" -> out.append("false");
      case "null", "None" -> {
        out.append("null");
        return Kind.NULL;
      }
      default -> {
        return null;
      }
    }
    return Kind.BOOLEAN;
  }

  private boolean takes(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
