package jan4j.model.jinja;

/// Escapes in string literals, as Python's `unicode-escape` reads them.
final class Escapes {
  private final String text;
  private final int line;
  private final StringBuilder out = new StringBuilder();

  private Escapes(String text, int line) {
    this.text = text;
    this.line = line;
  }

  static String decode(String text, int line) {
    Escapes e = new Escapes(text, line);
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        e.out.append(c);
        i++;
      } else {
        i = e.escape(i + 1);
      }
    }
    return e.out.toString();
  }

  private int escape(int i) {
    char c = text.charAt(i);
    int simple = "\n\\'\"abfnrtv".indexOf(c);
    if (simple >= 0) {
      String by =
          simple == 0 ? "" : String.valueOf("\\'\"\u0007\b\f\n\r\t\u000b".charAt(simple - 1));
      out.append(by);
      return i + 1;
    }
    return switch (c) {
      case 'x' -> hex(i + 1, 2);
      case 'u' -> hex(i + 1, 4);
      case 'U' -> hex(i + 1, 8);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(i);
      case 'N' -> throw TemplateException.syntax("\\N escapes are not supported", line);
      default -> {
        out.append('\\').append(c);
        yield i + 1;
      }
    };
  }

  private int hex(int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int d = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
      if (d < 0 || value > 0x10ffff) {
        throw TemplateException.syntax("truncated or illegal \\x, \\u or \\U escape", line);
      }
      value = value * 16 + d;
    }
    if (!Character.isValidCodePoint(value)) {
      throw TemplateException.syntax("illegal Unicode character in an escape", line);
    }
    out.appendCodePoint(value);
    return from + digits;
  }

  private int octal(int from) {
    int value = 0;
    int i = from;
    while (i < from + 3 && i < text.length() && Character.digit(text.charAt(i), 8) >= 0) {
      value = value * 8 + Character.digit(text.charAt(i++), 8);
    }
    out.appendCodePoint(value);
    return i;
  }
}
