package jan4j.model.jinja;

import jan4j.model.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parses a template: text, prints and simple statements. Statements with bodies that have
/// variables of their own are in [BlockParser].
final class Parser {
  /// A parsed template.
  record Parsed(List<Statement> body, int nVariables) {}

  private final TokenStream in;
  private final Scopes scopes = new Scopes();
  private final ExpressionParser expressions;
  private final BlockParser blocks;
  private int nLoops;

  private Parser(TokenStream in) {
    this.in = in;
    this.expressions = new ExpressionParser(in, scopes);
    this.blocks = new BlockParser(in, scopes, expressions, this);
  }

  static Parsed parse(String source) {
    Parser parser = new Parser(new TokenStream(Lexer.tokens(source)));
    List<Statement> body = parser.statements(Set.of());
    ScopeLayout root = parser.scopes.current();
    root.resolveAll();
    return new Parsed(body, root.size());
  }

  /// Statements up to a block that begins with one of `ends`, which is the current token then; with
  /// no ends, up to the end of the template.
  List<Statement> statements(Set<String> ends) {
    List<Statement> out = new ArrayList<>();
    in.enter();
    while (true) {
      Token token = in.current();
      switch (token.kind()) {
        case DATA ->
            out.add(
                new Output(token.line(), new Const(in.next().line(), Text.trusted(token.text()))));
        case VARIABLE_BEGIN -> out.add(print());
        case BLOCK_BEGIN -> {
          in.next();
          if (in.current().kind() == Kind.NAME && ends.contains(in.current().text())) {
            in.leave();
            return out;
          }
          Statement statement = statement();
          if (statement != null) {
            out.add(statement);
          }
          in.expect(Kind.BLOCK_END, "'%}'");
        }
        case END -> {
          if (!ends.isEmpty()) {
            throw TemplateException.syntax(
                "unexpected end of template, expected one of " + new java.util.TreeSet<>(ends),
                token.line());
          }
          in.leave();
          return out;
        }
        default -> throw in.unexpected("a statement");
      }
    }
  }

  /// The body of a block: everything up to `{% name`, after the `%}` that is current.
  List<Statement> body(String... ends) {
    in.skipOperator(":");
    in.expect(Kind.BLOCK_END, "'%}'");
    return statements(Set.of(ends));
  }

  /// Runs a parse inside a loop body, where `break` is allowed.
  void loopDepth(int change) {
    nLoops += change;
  }

  /// A macro's body is outside of every loop around the macro.
  int loopDepthReset(int to) {
    int before = nLoops;
    nLoops = to;
    return before;
  }

  private Statement print() {
    int line = in.next().line();
    Expression value = expressions.operands().tuple(true, false, () -> false);
    in.expect(Kind.VARIABLE_END, "'}}'");
    return new Output(line, value);
  }

  private @Nullable Statement statement() {
    Token token = in.expect(Kind.NAME, "a statement's name");
    int line = token.line();
    return switch (token.text()) {
      case "if" -> branches(line);
      case "for" -> blocks.loop(line);
      case "set" -> blocks.set(line);
      case "macro" -> blocks.macro(line);
      case "call" -> blocks.call(line);
      case "filter" -> blocks.filter(line);
      case "with" -> blocks.with(line);
      case "generation" -> blocks.scoped(line, "endgeneration");
      case "block" -> blocks.block(line);
      case "print" -> printed(line);
      case "break" -> exit(line, Statement.Flow.BREAK);
      case "continue" -> exit(line, Statement.Flow.CONTINUE);
      case "include", "import", "from", "extends" -> refused(line, token.text());
      default ->
          throw TemplateException.syntax("Encountered unknown tag '" + token.text() + "'.", line);
    };
  }

  private Statement printed(int line) {
    List<Expression> parts = new ArrayList<>();
    do {
      parts.add(expressions.parse());
    } while (in.skipOperator(","));
    return new Output(line, new Concat(line, parts));
  }

  private Statement exit(int line, Statement.Flow flow) {
    if (nLoops == 0) {
      throw TemplateException.syntax("break or continue outside of a loop", line);
    }
    return new LoopExit(line, flow);
  }

  private Statement refused(int line, String name) {
    if (name.equals("extends") && scopes.current() != scopes.root()) {
      throw TemplateException.unknown("cannot use extend from a non top-level scope", line);
    }
    while (in.current().kind() != Kind.BLOCK_END && in.current().kind() != Kind.END) {
      in.next();
    }
    return new Refused(line, name);
  }

  private Statement branches(int line) {
    List<If.Branch> branches = new ArrayList<>();
    boolean outer = scopes.soft(true);
    String end = "elif";
    while (end.equals("elif")) {
      Expression test = expressions.operands().tuple(false, false, () -> false);
      List<Statement> body = body("elif", "else", "endif");
      branches.add(new If.Branch(test, body));
      end = in.next().text();
    }
    if (end.equals("else")) {
      branches.add(new If.Branch(new Const(line, true), body("endif")));
      in.next();
    }
    scopes.soft(outer);
    return new If(line, branches);
  }
}
