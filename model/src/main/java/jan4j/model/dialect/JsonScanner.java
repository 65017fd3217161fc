package jan4j.model.dialect;

import java.util.BitSet;

/// Checks one JSON value (RFC 8259) as it comes, character by character, and passes it on. Two
/// habits of models are mended: raw control characters in strings become escapes, and `\'` becomes
/// `'`. For one value.
final class JsonScanner {
  /// How deep a value may nest.
  static final int MAX_DEPTH = 256;

  private enum At {
    VALUE,
    FIRST_ITEM,
    FIRST_KEY,
    KEY,
    COLON,
    AFTER,
    STRING,
    ESCAPE,
    HEX,
    LITERAL,
    MINUS,
    ZERO,
    DIGITS,
    POINT,
    FRACTION,
    EXPONENT,
    EXPONENT_SIGN,
    EXPONENT_DIGITS
  }

  private final StringBuilder out;
  private final BitSet objects = new BitSet();
  private int depth;
  private At at = At.VALUE;
  private boolean keyString;
  private String literal = "";
  private int nRead;

  /// @param out is given the value's text
  JsonScanner(StringBuilder out) {
    this.out = out;
  }

  /// Takes the next character: [Step#DONE] where it ends the value, [Step#BEFORE] where the value,
  /// a number, was complete before it, [Step#TEXT] where it is no JSON.
  Step accept(char c) {
    return switch (at) {
      case STRING -> string(c);
      case ESCAPE -> escape(c);
      case HEX -> hex(c);
      case LITERAL -> literal(c);
      case MINUS, ZERO, DIGITS, POINT, FRACTION, EXPONENT, EXPONENT_SIGN, EXPONENT_DIGITS ->
          number(c);
      case VALUE, FIRST_ITEM, FIRST_KEY, KEY, COLON, AFTER -> structure(c);
    };
  }

  private Step structure(char c) {
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      return depth == 0 ? Step.MORE : write(c);
    }
    return switch (at) {
      case VALUE -> value(c);
      case FIRST_ITEM -> c == ']' ? close(c) : value(c);
      case FIRST_KEY -> c == '}' ? close(c) : key(c);
      case KEY -> key(c);
      case COLON -> c == ':' ? turn(At.VALUE, c) : Step.TEXT;
      default -> after(c);
    };
  }

  private Step key(char c) {
    keyString = true;
    return c == '"' ? turn(At.STRING, c) : Step.TEXT;
  }

  private Step after(char c) {
    boolean inObject = objects.get(depth);
    if (c == ',') {
      return turn(inObject ? At.KEY : At.VALUE, c);
    }
    return c == (inObject ? '}' : ']') ? close(c) : Step.TEXT;
  }

  private Step value(char c) {
    keyString = false;
    return switch (c) {
      case '{', '[' -> open(c);
      case '"' -> turn(At.STRING, c);
      case 't' -> literal("true", c);
      case 'f' -> literal("false", c);
      case 'n' -> literal("null", c);
      case '-' -> turn(At.MINUS, c);
      case '0' -> turn(At.ZERO, c);
      default -> c >= '1' && c <= '9' ? turn(At.DIGITS, c) : Step.TEXT;
    };
  }

  private Step open(char c) {
    if (depth >= MAX_DEPTH) {
      return Step.TEXT;
    }
    depth++;
    objects.set(depth, c == '{');
    return turn(c == '{' ? At.FIRST_KEY : At.FIRST_ITEM, c);
  }

  private Step close(char c) {
    depth--;
    return ended(c);
  }

  private Step ended(char c) {
    out.append(c);
    at = keyString ? At.COLON : At.AFTER;
    keyString = false;
    return depth == 0 ? Step.DONE : Step.MORE;
  }

  private Step string(char c) {
    if (c == '"') {
      return ended(c);
    }
    if (c == '\\') {
      at = At.ESCAPE;
      return Step.MORE;
    }
    if (c < ' ') {
      out.append("\\u00").append(c < 16 ? "0" : "1").append(Character.forDigit(c % 16, 16));
      return Step.MORE;
    }
    return write(c);
  }

  private Step escape(char c) {
    at = At.STRING;
    if (c == '\'') {
      return write(c);
    }
    if ("\"\\/bfnrtu".indexOf(c) < 0) {
      return Step.TEXT;
    }
    out.append('\\');
    if (c == 'u') {
      at = At.HEX;
      nRead = 0;
    }
    return write(c);
  }

  private Step hex(char c) {
    if (c >= 128 || Character.digit(c, 16) < 0) {
      return Step.TEXT;
    }
    nRead++;
    if (nRead == 4) {
      at = At.STRING;
    }
    return write(c);
  }

  private Step literal(String word, char c) {
    literal = word;
    nRead = 1;
    return turn(At.LITERAL, c);
  }

  private Step literal(char c) {
    if (literal.charAt(nRead) != c) {
      return Step.TEXT;
    }
    nRead++;
    return nRead == literal.length() ? ended(c) : write(c);
  }

  private Step number(char c) {
    boolean digit = c >= '0' && c <= '9';
    boolean exponent = c == 'e' || c == 'E';
    return switch (at) {
      case MINUS -> digit ? turn(c == '0' ? At.ZERO : At.DIGITS, c) : Step.TEXT;
      case DIGITS, ZERO -> {
        if (digit && at == At.DIGITS) {
          yield write(c);
        }
        yield c == '.' ? turn(At.POINT, c) : exponent ? turn(At.EXPONENT, c) : numberEnded(c);
      }
      case POINT -> digit ? turn(At.FRACTION, c) : Step.TEXT;
      case FRACTION -> digit ? write(c) : exponent ? turn(At.EXPONENT, c) : numberEnded(c);
      case EXPONENT -> {
        if (c == '+' || c == '-') {
          yield turn(At.EXPONENT_SIGN, c);
        }
        yield digit ? turn(At.EXPONENT_DIGITS, c) : Step.TEXT;
      }
      case EXPONENT_SIGN -> digit ? turn(At.EXPONENT_DIGITS, c) : Step.TEXT;
      default -> digit ? write(c) : numberEnded(c);
    };
  }

  private Step numberEnded(char c) {
    at = At.AFTER;
    return depth == 0 ? Step.BEFORE : structure(c);
  }

  private Step turn(At next, char c) {
    at = next;
    return write(c);
  }

  private Step write(char c) {
    out.append(c);
    return Step.MORE;
  }
}
