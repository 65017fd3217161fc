package jan4j.model.jinja;

import jan4j.model.jinja.Token.Kind;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts the inside of `{{ }}` and `{% %}` into tokens.
final class ExpressionLexer {
  private static final Pattern FLOAT =
      Pattern.compile(
          "(?:\\d+_)*\\d+(?:(?:\\.(?:\\d+_)*\\d+)?[eE][+-]?(?:\\d+_)*\\d+|\\.(?:\\d+_)*\\d+)");
  private static final Pattern INTEGER =
      Pattern.compile(
          "0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+|[1-9](?:_?\\d)*|0(?:_?0)*");
  private static final List<String> TWO = List.of("//", "**", "==", "!=", ">=", "<=");
  private static final String ONE = "+-/*%~[](){}><=.:|,;";
  private static final int MAX_NUMBER = 400;

  private final String source;
  private final List<Token> tokens;
  private final Matcher floats;
  private final Matcher integers;
  private final Deque<Character> open = new ArrayDeque<>();
  private int line;

  ExpressionLexer(String source, List<Token> tokens) {
    this.source = source;
    this.tokens = tokens;
    this.floats = FLOAT.matcher(source);
    this.integers = INTEGER.matcher(source);
  }

  /// Adds tokens up to and with the end of the tag; returns where the template goes on.
  int read(int from, boolean block, int firstLine) {
    open.clear();
    line = firstLine;
    int i = from;
    while (true) {
      int before = i;
      i = Search.skipSpace(source, i);
      countLines(before, i);
      if (i == source.length()) {
        throw TemplateException.syntax(
            "unexpected end of template, expected '" + (block ? "%}" : "}}") + "'", line);
      }
      int end = open.isEmpty() ? end(i, block) : -1;
      if (end >= 0) {
        tokens.add(new Token(block ? Kind.BLOCK_END : Kind.VARIABLE_END, "", "", line));
        return end;
      }
      before = i;
      i = token(i);
      countLines(before, i);
    }
  }

  private void countLines(int from, int to) {
    for (int i = from; i < to; i++) {
      line += source.charAt(i) == '\n' ? 1 : 0;
    }
  }

  private int end(int i, boolean block) {
    String mark = block ? "%}" : "}}";
    if (source.charAt(i) == '-' && source.startsWith(mark, i + 1)) {
      return Search.skipSpace(source, i + 3);
    }
    if (block && source.charAt(i) == '+' && source.startsWith(mark, i + 1)) {
      return i + 3;
    }
    if (!source.startsWith(mark, i)) {
      return -1;
    }
    boolean lineBreak = block && i + 2 < source.length() && source.charAt(i + 2) == '\n';
    return lineBreak ? i + 3 : i + 2;
  }

  private int token(int i) {
    char c = source.charAt(i);
    if (c >= '0' && c <= '9') {
      return number(i);
    }
    if (c == '_' || Character.isLetter(source.codePointAt(i))) {
      return name(i);
    }
    if (c == '"' || c == '\'') {
      return string(i, c);
    }
    int length = TWO.stream().anyMatch(o -> source.startsWith(o, i)) ? 2 : 1;
    String symbol = source.substring(i, i + length);
    if (length == 1 && ONE.indexOf(c) < 0) {
      throw TemplateException.syntax("unexpected char '" + symbol + "'", line);
    }
    balance(symbol);
    tokens.add(new Token(Kind.OPERATOR, symbol, symbol, line));
    return i + length;
  }

  private void balance(String symbol) {
    switch (symbol) {
      case "(" -> open.push(')');
      case "[" -> open.push(']');
      case "{" -> open.push('}');
      case ")", "]", "}" -> {
        if (open.isEmpty() || open.pop() != symbol.charAt(0)) {
          throw TemplateException.syntax("unexpected '" + symbol + "'", line);
        }
      }
      default -> {}
    }
  }

  private int name(int i) {
    int end = i;
    while (end < source.length()) {
      int c = source.codePointAt(end);
      if (c != '_' && !Character.isLetterOrDigit(c)) {
        break;
      }
      end += Character.charCount(c);
    }
    String name = source.substring(i, end);
    tokens.add(new Token(Kind.NAME, name, name, line));
    return end;
  }

  private int number(int i) {
    boolean afterDot = i > 0 && source.charAt(i - 1) == '.';
    int limit = Math.min(source.length(), i + MAX_NUMBER);
    Object value;
    int end;
    if (!afterDot && floats.region(i, limit).lookingAt()) {
      end = floats.end();
      value = Double.valueOf(source.substring(i, end).replace("_", ""));
    } else {
      integers.region(i, limit).lookingAt();
      end = integers.end();
      value = integer(source.substring(i, end).replace("_", ""));
    }
    tokens.add(new Token(Kind.NUMBER, source.substring(i, end), value, line));
    return end;
  }

  private static Object integer(String digits) {
    if (digits.length() > 2 && Character.isLetter(digits.charAt(1))) {
      int base =
          switch (Character.toLowerCase(digits.charAt(1))) {
            case 'x' -> 16;
            case 'o' -> 8;
            default -> 2;
          };
      return Numbers.shrink(new BigInteger(digits.substring(2), base));
    }
    return Numbers.shrink(new BigInteger(digits));
  }

  private int string(int i, char quote) {
    int end = i + 1;
    while (end < source.length() && source.charAt(end) != quote) {
      end += source.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= source.length()) {
      throw TemplateException.syntax("unexpected char " + quote + " (a text without end)", line);
    }
    String inner = source.substring(i + 1, end);
    String value = inner.indexOf('\\') < 0 ? inner : Escapes.decode(inner, line);
    tokens.add(new Token(Kind.STRING, value, value, line));
    return end + 1;
  }
}
