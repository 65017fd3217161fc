package jan4j.model.jinja;

/// An operator between two expressions.
final class Binary extends Expression {
  /// The operators. `AND` and `OR` return one of their operands, as in Python.
  enum Operator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    FLOOR_DIVIDE,
    MODULO,
    POWER,
    AND,
    OR
  }

  private final Operator operator;
  private final Expression left;
  private final Expression right;

  Binary(int line, Operator operator, Expression left, Expression right) {
    super(line, highest(left, right));
    this.operator = operator;
    this.left = left;
    this.right = right;
  }

  @Override
  Object evaluate(State state, Scope scope) {
    state.charge(1);
    Object a = left.evaluate(state, scope);
    if (operator == Operator.AND) {
      return Values.isTrue(a) ? right.evaluate(state, scope) : a;
    }
    if (operator == Operator.OR) {
      return Values.isTrue(a) ? a : right.evaluate(state, scope);
    }
    Object b = right.evaluate(state, scope);
    return switch (operator) {
      case ADD -> Operators.add(state, a, b);
      case SUBTRACT -> Operators.arithmetic("-", a, b, Numbers::subtract);
      case MULTIPLY -> Operators.multiply(state, a, b);
      case DIVIDE -> Operators.arithmetic("/", a, b, Numbers::divide);
      case FLOOR_DIVIDE -> Operators.arithmetic("//", a, b, Numbers::floorDivide);
      case MODULO -> Operators.modulo(state, a, b);
      case POWER -> Operators.arithmetic("** or pow()", a, b, Numbers::power);
      case AND, OR -> throw new AssertionError(operator);
    };
  }
}
