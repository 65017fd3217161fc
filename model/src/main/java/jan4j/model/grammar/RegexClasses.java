package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.List;

/// Reads the character classes and escapes of a pattern.
final class RegexClasses {
  static final CharSet DIGITS = CharSet.range('0', '9');
  static final CharSet WORD =
      DIGITS.union(CharSet.range('a', 'z')).union(CharSet.range('A', 'Z')).union(CharSet.of('_'));
  static final CharSet NO_LINE_END = CharSet.anyOf("\n\r\u2028\u2029").complement();
  private static final CharSet SPACE =
      CharSet.anyOf("\t\n\u000b\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff")
          .union(CharSet.range(0x2000, 0x200a));

  private final String pattern;
  private int at;

  RegexClasses(String pattern, int at) {
    this.pattern = pattern;
    this.at = at;
  }

  /// The place after what was read.
  int at() {
    return at;
  }

  /// From `[` to `]`.
  CharSet bracket() {
    at++;
    boolean negative = peek() == '^';
    at += negative ? 1 : 0;
    List<CharSet> sets = new ArrayList<>();
    while (peek() != ']') {
      if (peek() < 0) {
        throw malformed("\"[\" without \"]\"");
      }
      CharSet first = member();
      if (peek() == '-' && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']') {
        sets.add(range(first));
      } else {
        sets.add(first);
      }
    }
    at++;
    CharSet all = CharSet.ofRanges(sets.stream().flatMap(s -> s.pairs().stream()).toList());
    return negative ? all.complement() : all;
  }

  private CharSet range(CharSet first) {
    at++;
    CharSet last = member();
    if (first.size() != 1 || last.size() != 1) {
      return first.union(last).union(CharSet.of('-'));
    }
    int from = first.pairs().getFirst()[0];
    int to = last.pairs().getFirst()[0];
    if (from > to) {
      throw malformed("a range out of order");
    }
    return CharSet.range(from, to);
  }

  private CharSet member() {
    if (peek() < 0) {
      throw malformed("\"[\" without \"]\"");
    }
    if (peek() == '\\') {
      if (pattern.startsWith("\\b", at)) {
        at += 2;
        return CharSet.of('\b');
      }
      return escape();
    }
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    return CharSet.of(c);
  }

  /// From a backslash to the end of the escape.
  CharSet escape() {
    at++;
    if (peek() < 0) {
      throw malformed("a backslash at the end");
    }
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    return switch (c) {
      case 'd' -> DIGITS;
      case 'D' -> DIGITS.complement();
      case 'w' -> WORD;
      case 'W' -> WORD.complement();
      case 's' -> SPACE;
      case 'S' -> SPACE.complement();
      case 't' -> CharSet.of('\t');
      case 'n' -> CharSet.of('\n');
      case 'r' -> CharSet.of('\r');
      case 'f' -> CharSet.of('\f');
      case 'v' -> CharSet.of(0x0b);
      case '0' -> nul();
      case 'c' -> control();
      case 'x' -> CharSet.of(hex(2));
      case 'u' -> CharSet.of(unicode());
      case 'p' -> property();
      case 'P' -> property().complement();
      default -> identity(c);
    };
  }

  private CharSet identity(int c) {
    if (Character.isLetterOrDigit(c)) {
      throw malformed("the escape \\" + Character.toString(c));
    }
    return CharSet.of(c);
  }

  private CharSet nul() {
    if (peek() >= '0' && peek() <= '9') {
      throw malformed("an octal escape");
    }
    return CharSet.of(0);
  }

  private CharSet control() {
    int letter = peek();
    if ((letter | 0x20) < 'a' || (letter | 0x20) > 'z') {
      throw malformed("the escape \\c");
    }
    at++;
    return CharSet.of(letter & 0x1f);
  }

  private int unicode() {
    if (peek() == '{') {
      int close = pattern.indexOf('}', at);
      String digits = close < 0 ? "" : pattern.substring(at + 1, close);
      if (!digits.matches("0*[0-9a-fA-F]{1,6}") || Integer.parseInt(digits, 16) > 0x10ffff) {
        throw malformed("the escape \\u{" + digits + "}");
      }
      at = close + 1;
      return Integer.parseInt(digits, 16);
    }
    int unit = hex(4);
    if (Character.isHighSurrogate((char) unit) && pattern.startsWith("\\u", at)) {
      int before = at;
      at += 2;
      int low = hex(4);
      if (Character.isLowSurrogate((char) low)) {
        return Character.toCodePoint((char) unit, (char) low);
      }
      at = before;
    }
    return unit;
  }

  private int hex(int n) {
    String digits = pattern.substring(at, Math.min(at + n, pattern.length()));
    if (!digits.matches("[0-9a-fA-F]{" + n + "}")) {
      throw malformed("an escape with " + n + " hexadecimal digits");
    }
    at += n;
    return Integer.parseInt(digits, 16);
  }

  private CharSet property() {
    int close = pattern.indexOf('}', at);
    if (peek() != '{' || close < 0) {
      throw malformed("the escape \\p");
    }
    String name = pattern.substring(at + 1, close);
    at = close + 1;
    return UnicodeProperties.named(name);
  }

  private int peek() {
    return at < pattern.length() ? pattern.charAt(at) : -1;
  }

  private TooLarge malformed(String what) {
    return new TooLarge("no regular expression of ECMA-262: " + what + " at position " + at);
  }
}
