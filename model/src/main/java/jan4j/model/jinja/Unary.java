package jan4j.model.jinja;

/// `not x`, `-x` or `+x`.
final class Unary extends Expression {
  enum Operator {
    NOT,
    MINUS,
    PLUS
  }

  private final Operator operator;
  private final Expression operand;

  Unary(int line, Operator operator, Expression operand) {
    super(line, operand.height());
    this.operator = operator;
    this.operand = operand;
  }

  @Override
  Object evaluate(State state, Scope scope) {
    state.charge(1);
    Object value = operand.evaluate(state, scope);
    if (operator == Operator.NOT) {
      return !Values.isTrue(value);
    }
    if (value instanceof Undefined u) {
      throw u.failure();
    }
    if (!Numbers.isNumber(value)) {
      throw TemplateException.typeError(
          "bad operand type for unary "
              + (operator == Operator.MINUS ? "-" : "+")
              + ": '"
              + Values.typeName(value)
              + "'");
    }
    Object negative = Numbers.negate(value);
    return operator == Operator.MINUS ? negative : Numbers.negate(negative);
  }
}
