package jan4j.model.jinja;

import jan4j.model.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parses expressions by jinja2's grammar: operators by rank. Literals, subscripts, calls, filters
/// and tests are in [OperandParser].
final class ExpressionParser {
  private static final Map<String, Compare.Operator> COMPARISONS =
      Map.of(
          "==", Compare.Operator.EQUAL,
          "!=", Compare.Operator.NOT_EQUAL,
          "<", Compare.Operator.LESS,
          "<=", Compare.Operator.LESS_OR_EQUAL,
          ">", Compare.Operator.GREATER,
          ">=", Compare.Operator.GREATER_OR_EQUAL);
  private static final Map<String, Binary.Operator> SUMS =
      Map.of("+", Binary.Operator.ADD, "-", Binary.Operator.SUBTRACT);
  private static final Map<String, Binary.Operator> PRODUCTS =
      Map.of(
          "*", Binary.Operator.MULTIPLY,
          "/", Binary.Operator.DIVIDE,
          "//", Binary.Operator.FLOOR_DIVIDE,
          "%", Binary.Operator.MODULO);

  private final TokenStream in;
  private final OperandParser operands;

  ExpressionParser(TokenStream in, Scopes scopes) {
    this.in = in;
    this.operands = new OperandParser(in, scopes, this);
  }

  OperandParser operands() {
    return operands;
  }

  Expression parse(boolean withConditional) {
    in.enter();
    Expression e = withConditional ? conditional() : or();
    in.leave();
    return e;
  }

  Expression parse() {
    return parse(true);
  }

  private Expression conditional() {
    int line = in.line();
    Expression e = or();
    while (in.skipName("if")) {
      Expression test = or();
      Expression otherwise = null;
      if (in.skipName("else")) {
        otherwise = parse();
      }
      e = new Conditional(line, test, e, otherwise);
      line = in.line();
    }
    return e;
  }

  private Expression or() {
    int line = in.line();
    Expression left = and();
    while (in.skipName("or")) {
      left = new Binary(line, Binary.Operator.OR, left, and());
    }
    return left;
  }

  private Expression and() {
    int line = in.line();
    Expression left = not();
    while (in.skipName("and")) {
      left = new Binary(line, Binary.Operator.AND, left, not());
    }
    return left;
  }

  private Expression not() {
    if (!in.current().isName("not")) {
      return compare();
    }
    int line = in.next().line();
    in.enter();
    Expression e = new Unary(line, Unary.Operator.NOT, not());
    in.leave();
    return e;
  }

  private Expression compare() {
    int line = in.line();
    Expression first = sum();
    List<Compare.Operator> operators = new ArrayList<>();
    List<Expression> others = new ArrayList<>();
    for (Compare.Operator o = comparison(); o != null; o = comparison()) {
      operators.add(o);
      others.add(sum());
    }
    return others.isEmpty() ? first : new Compare(line, first, operators, others);
  }

  private Compare.@Nullable Operator comparison() {
    Token token = in.current();
    if (token.kind() == Kind.OPERATOR && COMPARISONS.containsKey(token.text())) {
      return COMPARISONS.get(in.next().text());
    }
    if (in.skipName("in")) {
      return Compare.Operator.IN;
    }
    if (token.isName("not") && in.look().isName("in")) {
      in.next();
      in.next();
      return Compare.Operator.NOT_IN;
    }
    return null;
  }

  private Binary.@Nullable Operator operator(Map<String, Binary.Operator> table) {
    Token token = in.current();
    Binary.Operator o = token.kind() == Kind.OPERATOR ? table.get(token.text()) : null;
    if (o != null) {
      in.next();
    }
    return o;
  }

  private Expression sum() {
    int line = in.line();
    Expression left = concat();
    for (Binary.Operator o = operator(SUMS); o != null; o = operator(SUMS)) {
      left = new Binary(line, o, left, concat());
    }
    return left;
  }

  private Expression concat() {
    int line = in.line();
    Expression first = product();
    if (!in.current().isOperator("~")) {
      return first;
    }
    List<Expression> parts = new ArrayList<>();
    parts.add(first);
    while (in.skipOperator("~")) {
      parts.add(product());
    }
    return new Concat(line, parts);
  }

  private Expression product() {
    int line = in.line();
    Expression left = power();
    for (Binary.Operator o = operator(PRODUCTS); o != null; o = operator(PRODUCTS)) {
      left = new Binary(line, o, left, power());
    }
    return left;
  }

  private Expression power() {
    int line = in.line();
    Expression left = unary(true);
    while (in.skipOperator("**")) {
      left = new Binary(line, Binary.Operator.POWER, left, unary(true));
    }
    return left;
  }

  Expression unary(boolean withFilters) {
    int line = in.line();
    Expression e;
    in.enter();
    if (in.skipOperator("-")) {
      e = new Unary(line, Unary.Operator.MINUS, unary(false));
    } else if (in.skipOperator("+")) {
      e = new Unary(line, Unary.Operator.PLUS, unary(false));
    } else {
      e = operands.primary();
    }
    e = operands.postfix(e);
    e = withFilters ? operands.filters(e) : e;
    in.leave();
    return e;
  }
}
