package jan4j.model.jinja;

import jan4j.model.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Cuts a template into tokens by jinja2's rules with `trim_blocks` and `lstrip_blocks`: the first
/// line break after a block goes, and so does the white space before a block that begins its line;
/// `-` strips all white space on its side, `+` keeps it.
final class Lexer {
  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private final ExpressionLexer expressions;
  private int at;
  private int line = 1;
  private int lineAt;

  private Lexer(String source) {
    this.source = source;
    this.expressions = new ExpressionLexer(source, tokens);
  }

  static List<Token> tokens(String template) {
    if (template.length() > Limits.MAX_SOURCE) {
      throw TemplateException.limit(
          "the template is longer than " + Limits.MAX_SOURCE + " characters");
    }
    Lexer lexer = new Lexer(normalize(template));
    lexer.run();
    return lexer.tokens;
  }

  /// Line breaks become `\n`; one at the end goes.
  private static String normalize(String template) {
    String s =
        template.indexOf('\r') < 0 ? template : template.replace("\r\n", "\n").replace('\r', '\n');
    return s.endsWith("\n") ? s.substring(0, s.length() - 1) : s;
  }

  private void run() {
    while (at < source.length()) {
      int begin = nextTag(at);
      if (begin < 0) {
        data(at, source.length());
        at = source.length();
      } else {
        tag(begin);
      }
    }
    tokens.add(new Token(Kind.END, "", "", lineOf(at)));
  }

  private int nextTag(int from) {
    for (int i = source.indexOf('{', from); i >= 0; i = source.indexOf('{', i + 1)) {
      if (i + 1 < source.length() && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private void tag(int begin) {
    char type = source.charAt(begin + 1);
    char sign = sign(begin + 2);
    int inside = begin + (sign == 0 ? 2 : 3);
    data(at, endOfData(at, begin, sign, type != '{'));
    if (type == '#') {
      at = comment(inside, lineOf(begin));
      return;
    }
    int raw = type == '%' ? word(inside, "raw") : -1;
    if (raw >= 0) {
      raw(raw, lineOf(begin));
      return;
    }
    boolean block = type == '%';
    int line0 = lineOf(begin);
    tokens.add(new Token(block ? Kind.BLOCK_BEGIN : Kind.VARIABLE_BEGIN, "", "", line0));
    at = expressions.read(inside, block, line0);
  }

  private char sign(int i) {
    char c = i < source.length() ? source.charAt(i) : 0;
    return c == '-' || c == '+' ? c : 0;
  }

  /// Where the text before a tag ends once white space is stripped.
  private int endOfData(int from, int to, char sign, boolean mayStripLine) {
    if (sign == '-') {
      return Search.endWithoutSpace(source, from, to);
    }
    if (sign == '+' || !mayStripLine) {
      return to;
    }
    int start = to;
    while (start > from && isSpaceInLine(source.charAt(start - 1))) {
      start--;
    }
    return start == 0 || source.charAt(start - 1) == '\n' ? start : to;
  }

  private static boolean isSpaceInLine(char c) {
    return c != '\n' && Search.isSpace(c);
  }

  private void data(int from, int to) {
    if (from < to) {
      String text = source.substring(from, to);
      tokens.add(new Token(Kind.DATA, text, text, lineOf(from)));
    }
  }

  private int comment(int from, int beginLine) {
    int end = source.indexOf("#}", from);
    if (end < 0) {
      throw TemplateException.syntax("Missing end of comment tag", beginLine);
    }
    return afterEnd(end > from ? end - 1 : end, end + 2);
  }

  /// Where the template goes on after a tag's end: `signAt` is where its `-` or `+` may stand.
  private int afterEnd(int signAt, int end) {
    char sign = source.charAt(signAt);
    if (sign == '-') {
      return Search.skipSpace(source, end);
    }
    boolean lineBreak = end < source.length() && source.charAt(end) == '\n';
    return sign != '+' && lineBreak ? end + 1 : end;
  }

  /// The place after `name`, with white space around it allowed; -1 where another word stands.
  private int word(int from, String name) {
    int start = Search.skipSpace(source, from);
    if (!source.startsWith(name, start)) {
      return -1;
    }
    int end = Search.skipSpace(source, start + name.length());
    boolean closed =
        source.startsWith("%}", end)
            || source.startsWith("-%}", end)
            || (name.equals("endraw") && source.startsWith("+%}", end));
    return closed ? end : -1;
  }

  private void raw(int end, int beginLine) {
    boolean strip = source.charAt(end) == '-';
    int from = strip ? Search.skipSpace(source, end + 3) : end + 2;
    for (int i = source.indexOf("{%", from); i >= 0; i = source.indexOf("{%", i + 1)) {
      char sign = sign(i + 2);
      int close = word(i + (sign == 0 ? 2 : 3), "endraw");
      if (close >= 0) {
        data(from, endOfData(from, i, sign, true));
        at = afterEnd(close, source.charAt(close) == '%' ? close + 2 : close + 3);
        return;
      }
    }
    throw TemplateException.syntax("Missing end of raw directive", beginLine);
  }

  /// The line of an offset; offsets must not go back.
  private int lineOf(int offset) {
    while (lineAt < offset) {
      line += source.charAt(lineAt++) == '\n' ? 1 : 0;
    }
    return line;
  }
}
