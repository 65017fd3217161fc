package jan4j.model.jinja;

import jan4j.model.jinja.Token.Kind;
import java.util.List;

/// The tokens of a template with a reading position, and the parser's nesting.
final class TokenStream {
  private final List<Token> tokens;
  private int at;
  private int nesting;

  TokenStream(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token current() {
    return tokens.get(at);
  }

  Token look() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    if (at < tokens.size() - 1) {
      at++;
    }
    return token;
  }

  int line() {
    return current().line();
  }

  boolean skipOperator(String symbol) {
    boolean found = current().isOperator(symbol);
    if (found) {
      next();
    }
    return found;
  }

  boolean skipName(String name) {
    boolean found = current().isName(name);
    if (found) {
      next();
    }
    return found;
  }

  void expectOperator(String symbol) {
    if (!skipOperator(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
  }

  void expectName(String name) {
    if (!skipName(name)) {
      throw unexpected("'" + name + "'");
    }
  }

  Token expect(Kind kind, String what) {
    if (current().kind() != kind) {
      throw unexpected(what);
    }
    return next();
  }

  TemplateException unexpected(String expected) {
    return TemplateException.syntax(
        "expected " + expected + ", got " + current().describe(), line());
  }

  void enter() {
    if (++nesting > Limits.MAX_PARSE_NESTING) {
      throw TemplateException.limit("the template nests brackets or blocks too deeply").at(line());
    }
  }

  void leave() {
    nesting--;
  }
}
