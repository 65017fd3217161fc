package jan4j.model.dialect;

/// Decodes one JSON string, from behind its opening quote, character by character. Raw control
/// characters, which models write, are taken as they are. For one string.
final class JsonString {
  private final StringBuilder text = new StringBuilder();
  private final int maxLength;
  private boolean escaped;
  private int nHexDigits = -1;
  private int code;

  /// @param maxLength characters beyond which the string is refused
  JsonString(int maxLength) {
    this.maxLength = maxLength;
  }

  /// What was decoded.
  StringBuilder text() {
    return text;
  }

  /// Takes the next character: [Step#DONE] at the closing quote, [Step#TEXT] where it is no JSON.
  Step accept(char c) {
    if (nHexDigits >= 0) {
      return hex(c);
    }
    if (escaped) {
      escaped = false;
      return escape(c);
    }
    if (c == '"') {
      return Step.DONE;
    }
    if (c == '\\') {
      escaped = true;
      return Step.MORE;
    }
    return add(c);
  }

  private Step escape(char c) {
    return switch (c) {
      case '"', '\\', '/', '\'' -> add(c);
      case 'b' -> add('\b');
      case 'f' -> add('\f');
      case 'n' -> add('\n');
      case 'r' -> add('\r');
      case 't' -> add('\t');
      case 'u' -> {
        nHexDigits = 0;
        code = 0;
        yield Step.MORE;
      }
      default -> Step.TEXT;
    };
  }

  private Step hex(char c) {
    int digit = c < 128 ? Character.digit(c, 16) : -1;
    if (digit < 0) {
      return Step.TEXT;
    }
    code = code * 16 + digit;
    nHexDigits++;
    if (nHexDigits < 4) {
      return Step.MORE;
    }
    nHexDigits = -1;
    return add((char) code);
  }

  private Step add(char c) {
    if (text.length() >= maxLength) {
      return Step.TEXT;
    }
    text.append(c);
    return Step.MORE;
  }
}
