package jan4j.model.jinja;

import jan4j.model.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Parses literals, names, subscripts, calls, filters and tests.
final class OperandParser {
  private static final Set<String> NO_TEST_ARGUMENT = Set.of("else", "or", "and");

  private final TokenStream in;
  private final Scopes scopes;
  private final ExpressionParser expressions;

  OperandParser(TokenStream in, Scopes scopes, ExpressionParser expressions) {
    this.in = in;
    this.scopes = scopes;
    this.expressions = expressions;
  }

  Expression primary() {
    Token token = in.next();
    int line = token.line();
    return switch (token.kind()) {
      case NAME -> name(token);
      case NUMBER -> new Const(line, token.value());
      case STRING -> string(token);
      case OPERATOR -> bracket(token);
      default -> throw unexpected(token);
    };
  }

  private static TemplateException unexpected(Token token) {
    return TemplateException.syntax("unexpected " + token.describe(), token.line());
  }

  private Expression name(Token token) {
    return switch (token.text()) {
      case "true", "True" -> new Const(token.line(), true);
      case "false", "False" -> new Const(token.line(), false);
      case "none", "None" -> new Const(token.line(), None.NONE);
      default -> scopes.current().reference(token.text(), token.line());
    };
  }

  private Expression string(Token first) {
    StringBuilder text = new StringBuilder(first.text());
    while (in.current().kind() == Kind.STRING) {
      text.append(in.next().text());
    }
    return new Const(first.line(), Text.trusted(text.toString()));
  }

  private Expression bracket(Token token) {
    int line = token.line();
    return switch (token.text()) {
      case "(" -> {
        Expression e = tuple(true, true, () -> in.current().isOperator(")"));
        in.expectOperator(")");
        yield e;
      }
      case "[" -> {
        List<Expression> elements = new ArrayList<>();
        while (!in.current().isOperator("]")) {
          comma(!elements.isEmpty());
          if (!in.current().isOperator("]")) {
            elements.add(expressions.parse());
          }
        }
        in.expectOperator("]");
        yield new SequenceLiteral(line, elements, false);
      }
      case "{" -> dict(line);
      default -> throw unexpected(token);
    };
  }

  private void comma(boolean needed) {
    if (needed) {
      in.expectOperator(",");
    }
  }

  private Expression dict(int line) {
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!in.current().isOperator("}")) {
      comma(!keys.isEmpty());
      if (in.current().isOperator("}")) {
        break;
      }
      keys.add(expressions.parse());
      in.expectOperator(":");
      values.add(expressions.parse());
    }
    in.expectOperator("}");
    return new DictLiteral(line, keys, values);
  }

  /// One expression, or several with commas as a tuple. `isEnd` sees where a tuple that ends in a
  /// comma stops.
  Expression tuple(boolean conditional, boolean parentheses, BooleanSupplier isEnd) {
    int line = in.line();
    List<Expression> elements = new ArrayList<>();
    boolean isTuple = false;
    while (true) {
      comma(!elements.isEmpty());
      if (isTupleEnd(isEnd)) {
        break;
      }
      elements.add(expressions.parse(conditional));
      if (!in.current().isOperator(",")) {
        break;
      }
      isTuple = true;
    }
    if (!isTuple && elements.size() == 1) {
      return elements.getFirst();
    }
    if (!isTuple && !parentheses) {
      throw in.unexpected("an expression");
    }
    return new SequenceLiteral(line, elements, true);
  }

  private boolean isTupleEnd(BooleanSupplier isEnd) {
    Kind kind = in.current().kind();
    return kind == Kind.VARIABLE_END
        || kind == Kind.BLOCK_END
        || in.current().isOperator(")")
        || isEnd.getAsBoolean();
  }

  Expression postfix(Expression start) {
    Expression e = start;
    while (true) {
      if (in.current().isOperator(".") || in.current().isOperator("[")) {
        e = subscript(e);
      } else if (in.current().isOperator("(")) {
        e = new Call(in.line(), e, arguments());
      } else {
        return e;
      }
    }
  }

  Expression filters(Expression start) {
    Expression e = start;
    while (true) {
      if (in.current().isOperator("|")) {
        in.next();
        e = filter(e);
      } else if (in.current().isName("is")) {
        e = test(e);
      } else if (in.current().isOperator("(")) {
        e = new Call(in.line(), e, arguments());
      } else {
        return e;
      }
    }
  }

  private Expression subscript(Expression owner) {
    Token token = in.next();
    if (token.isOperator(".")) {
      Token name = in.next();
      if (name.kind() == Kind.NAME) {
        return new Attribute(token.line(), owner, name.text());
      }
      if (name.kind() != Kind.NUMBER || name.value() instanceof Double) {
        throw TemplateException.syntax("expected name or number", name.line());
      }
      return new Item(token.line(), owner, new Const(name.line(), name.value()));
    }
    List<Expression> keys = new ArrayList<>();
    while (!in.current().isOperator("]")) {
      comma(!keys.isEmpty());
      @Nullable Expression[] slice = sliceOrKey();
      if (slice.length == 1 && slice[0] != null) {
        keys.add(slice[0]);
      } else {
        in.expectOperator("]");
        return new Slice(token.line(), owner, slice);
      }
    }
    in.expectOperator("]");
    Expression key =
        keys.size() == 1 ? keys.getFirst() : new SequenceLiteral(token.line(), keys, true);
    return new Item(token.line(), owner, key);
  }

  private @Nullable Expression[] sliceOrKey() {
    Expression first = in.current().isOperator(":") ? null : expressions.parse();
    if (!in.skipOperator(":")) {
      return new @Nullable Expression[] {first};
    }
    Expression second = null;
    Expression third = null;
    if (!isSliceBreak() && !in.current().isOperator(":")) {
      second = expressions.parse();
    }
    if (in.skipOperator(":") && !isSliceBreak()) {
      third = expressions.parse();
    }
    return new @Nullable Expression[] {first, second, third};
  }

  private boolean isSliceBreak() {
    return in.current().isOperator("]") || in.current().isOperator(",");
  }

  ArgumentList arguments() {
    int line = in.line();
    in.expectOperator("(");
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    Expression star = null;
    Expression doubleStar = null;
    boolean first = true;
    while (!in.current().isOperator(")")) {
      comma(!first);
      first = false;
      if (in.current().isOperator(")")) {
        break;
      }
      boolean allowed = doubleStar == null;
      if (in.skipOperator("*")) {
        allowed &= star == null;
        star = expressions.parse();
      } else if (in.skipOperator("**")) {
        doubleStar = expressions.parse();
      } else if (in.current().kind() == Kind.NAME && in.look().isOperator("=")) {
        String name = in.next().text();
        in.next();
        allowed &= named.put(name, expressions.parse()) == null;
      } else {
        allowed &= star == null && named.isEmpty();
        positional.add(expressions.parse());
      }
      if (!allowed) {
        throw TemplateException.syntax("invalid syntax for function call expression", line);
      }
    }
    in.expectOperator(")");
    return first ? ArgumentList.NONE : new ArgumentList(positional, named, star, doubleStar);
  }

  private String dottedName(String what) {
    StringBuilder name = new StringBuilder(in.expect(Kind.NAME, what).text());
    while (in.skipOperator(".")) {
      name.append('.').append(in.expect(Kind.NAME, what).text());
    }
    return name.toString();
  }

  Expression filter(Expression value) {
    int line = in.line();
    String name = dottedName("a filter's name");
    boolean known = Filters.find(name) != null;
    ArgumentList given = in.current().isOperator("(") ? arguments() : ArgumentList.NONE;
    if (!known && !scopes.isSoft()) {
      throw TemplateException.unknown("No filter named '" + name + "'.", line);
    }
    return new FilterCall(line, value, name, given);
  }

  private Expression test(Expression value) {
    int line = in.next().line();
    boolean negated = in.skipName("not");
    String name = dottedName("a test's name");
    ArgumentList given = ArgumentList.NONE;
    if (in.current().isOperator("(")) {
      given = arguments();
    } else if (startsOperand(in.current())) {
      if (in.current().isName("is")) {
        throw TemplateException.syntax("You cannot chain multiple tests with is", line);
      }
      given = new ArgumentList(List.of(postfix(primary())), Map.of(), null, null);
    }
    if (Tests.find(name) == null && !scopes.isSoft()) {
      throw TemplateException.unknown("No test named '" + name + "'.", line);
    }
    Expression test = new TestCall(line, value, name, given);
    return negated ? new Unary(line, Unary.Operator.NOT, test) : test;
  }

  private static boolean startsOperand(Token token) {
    return switch (token.kind()) {
      case NAME -> !NO_TEST_ARGUMENT.contains(token.text());
      case STRING, NUMBER -> true;
      case OPERATOR -> token.isOperator("(") || token.isOperator("[") || token.isOperator("{");
      default -> false;
    };
  }
}
