package jan4j.model.jinja;

import jan4j.model.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses statements that set variables or have a body with variables of its own.
final class BlockParser {
  private final TokenStream in;
  private final Scopes scopes;
  private final ExpressionParser expressions;
  private final Parser parser;

  BlockParser(TokenStream in, Scopes scopes, ExpressionParser expressions, Parser parser) {
    this.in = in;
    this.scopes = scopes;
    this.expressions = expressions;
    this.parser = parser;
  }

  private Target target(boolean withNamespace, boolean isLoop) {
    List<Target> targets = new ArrayList<>();
    boolean tuple = false;
    while (true) {
      boolean ended =
          (isLoop && in.current().isName("in"))
              || in.current().isOperator("=")
              || in.current().isOperator(")")
              || in.current().kind() == Kind.BLOCK_END;
      if (ended) {
        break;
      }
      targets.add(oneTarget(withNamespace, true));
      if (!in.skipOperator(",")) {
        break;
      }
      tuple = true;
    }
    if (targets.isEmpty()) {
      throw in.unexpected("a variable's name");
    }
    return tuple ? new Target.Unpacked(targets) : targets.getFirst();
  }

  private Target oneTarget(boolean withNamespace, boolean isStore) {
    if (in.skipOperator("(")) {
      in.enter();
      Target inner = target(false, false);
      in.leave();
      in.expectOperator(")");
      return inner;
    }
    Token name = in.expect(Kind.NAME, "a variable's name");
    if (withNamespace && in.skipOperator(".")) {
      String attribute = in.expect(Kind.NAME, "an attribute's name").text();
      return new Target.NamespaceAttribute(
          scopes.current().reference(name.text(), name.line()), attribute);
    }
    if (isStore && name.text().equals("loop") && scopes.isInLoop()) {
      throw TemplateException.unknown(
          "Can't assign to special loop variable in for-loop target", name.line());
    }
    if (java.util.Set.of("true", "false", "none", "True", "False", "None").contains(name.text())) {
      throw TemplateException.syntax("can't assign to '" + name.text() + "'", name.line());
    }
    return new Target.Variable(scopes.current().declare(name.text()));
  }

  Statement loop(int line) {
    ScopeLayout outer = scopes.current();
    boolean soft = scopes.soft(false);
    ScopeLayout layout = scopes.open();
    int loopSlot = layout.declare("loop");
    scopes.loop(1);
    Target target = target(false, true);
    scopes.reopen(outer);
    in.expectName("in");
    Expression iterable =
        expressions.operands().tuple(false, false, () -> in.current().isName("recursive"));
    scopes.reopen(layout);
    Expression filter = in.skipName("if") ? expressions.parse() : null;
    boolean recursive = in.skipName("recursive");
    parser.loopDepth(1);
    List<Statement> body = parser.body("endfor", "else");
    parser.loopDepth(-1);
    scopes.reopen(outer);
    Scoped otherwise = new Scoped(line, new ScopeLayout(outer), List.of());
    if (in.next().text().equals("else")) {
      otherwise = scoped(line, "endfor");
    }
    scopes.loop(-1);
    scopes.soft(soft);
    return new For(
        line,
        new For.Parts(target, iterable, filter, recursive, body, layout, loopSlot, otherwise));
  }

  /// A body with its own variables up to the block `end`, which is read too.
  Scoped scoped(int line, String end) {
    ScopeLayout layout = scopes.open();
    List<Statement> body = parser.body(end);
    in.next();
    scopes.close();
    return new Scoped(line, layout, body);
  }

  Statement block(int line) {
    String name = in.expect(Kind.NAME, "a block's name").text();
    boolean inside = in.skipName("scoped");
    in.skipName("required");
    ScopeLayout around = scopes.current();
    if (!inside) {
      scopes.reopen(scopes.root());
    }
    Scoped block = scoped(line, "endblock");
    scopes.reopen(around);
    in.skipName(name);
    return inside ? block : new Detached(line, block);
  }

  Statement with(int line) {
    ScopeLayout outer = scopes.current();
    ScopeLayout layout = scopes.open();
    List<Target> targets = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (in.current().kind() != Kind.BLOCK_END) {
      if (!targets.isEmpty()) {
        in.expectOperator(",");
      }
      targets.add(oneTarget(false, false));
      in.expectOperator("=");
      scopes.reopen(outer);
      values.add(expressions.parse());
      scopes.reopen(layout);
    }
    List<Statement> body = parser.body("endwith");
    in.next();
    scopes.close();
    return new Scoped(line, layout, targets, values, body);
  }

  Statement set(int line) {
    Target target = target(true, false);
    if (in.skipOperator("=")) {
      return new Assignment(line, target, expressions.operands().tuple(true, false, () -> false));
    }
    return capture(line, target, "endset");
  }

  Statement filter(int line) {
    return capture(line, null, "endfilter");
  }

  private Statement capture(int line, @Nullable Target target, String end) {
    ScopeLayout layout = scopes.open();
    int slot = layout.declare(" captured");
    Expression filtered = new Captured(line, slot);
    if (target == null) {
      filtered = expressions.operands().filter(filtered);
    }
    while (in.skipOperator("|")) {
      filtered = expressions.operands().filter(filtered);
    }
    List<Statement> body = parser.body(end);
    in.next();
    scopes.close();
    return new CaptureBlock(line, target, body, layout, slot, filtered);
  }

  Statement macro(int line) {
    String name = in.expect(Kind.NAME, "a macro's name").text();
    int slot = scopes.current().declare(name);
    boolean soft = scopes.soft(false);
    int loops = parser.loopDepthReset(0);
    ScopeLayout layout = scopes.open();
    List<MacroDefinition.Parameter> parameters = signature(layout);
    int first = layout.nReferences();
    List<Statement> body = parser.body("endmacro");
    in.next();
    MacroDefinition.Implicit implicit =
        new MacroDefinition.Implicit(
            implicit(layout, "caller", first),
            implicit(layout, "varargs", first),
            implicit(layout, "kwargs", first));
    scopes.close();
    scopes.soft(soft);
    parser.loopDepthReset(loops);
    return new MacroDefinition(line, name, slot, parameters, implicit, layout, body);
  }

  private static int implicit(ScopeLayout layout, String name, int firstReference) {
    boolean used = !layout.declares(name) && layout.references(name, firstReference);
    return used ? layout.declare(name) : -1;
  }

  private List<MacroDefinition.Parameter> signature(ScopeLayout layout) {
    List<MacroDefinition.Parameter> out = new ArrayList<>();
    boolean defaults = false;
    in.expectOperator("(");
    while (!in.current().isOperator(")")) {
      if (!out.isEmpty()) {
        in.expectOperator(",");
      }
      Token name = in.expect(Kind.NAME, "a parameter's name");
      int slot = layout.declare(name.text());
      Expression fallback = in.skipOperator("=") ? expressions.parse() : null;
      if (defaults && fallback == null) {
        throw TemplateException.syntax(
            "non-default argument follows default argument", name.line());
      }
      defaults |= fallback != null;
      out.add(new MacroDefinition.Parameter(name.text(), slot, fallback));
    }
    in.expectOperator(")");
    return out;
  }

  Statement call(int line) {
    ScopeLayout outer = scopes.current();
    ScopeLayout layout = scopes.open();
    List<MacroDefinition.Parameter> parameters =
        in.current().isOperator("(") ? signature(layout) : List.of();
    scopes.reopen(outer);
    Expression call = expressions.parse();
    if (!(call instanceof Call c)) {
      throw TemplateException.syntax("expected call", line);
    }
    scopes.reopen(layout);
    int loops = parser.loopDepthReset(0);
    int first = layout.nReferences();
    List<Statement> body = parser.body("endcall");
    in.next();
    parser.loopDepthReset(loops);
    MacroDefinition.Implicit implicit =
        new MacroDefinition.Implicit(
            -1, implicit(layout, "varargs", first), implicit(layout, "kwargs", first));
    scopes.close();
    return new CallBlock(
        line, c, new MacroDefinition(line, "caller", 0, parameters, implicit, layout, body));
  }
}
