package jan4j.model.jinja;

import java.util.List;

/// `a < b <= c`: every neighbouring pair must hold; later operands are evaluated only as needed.
final class Compare extends Expression {
  enum Operator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    IN("in"),
    NOT_IN("not in");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    boolean holds(State state, Object a, Object b) {
      return switch (this) {
        case EQUAL -> Values.isEqual(state, a, b);
        case NOT_EQUAL -> !Values.isEqual(state, a, b);
        case IN -> Values.contains(state, b, a);
        case NOT_IN -> !Values.contains(state, b, a);
        case LESS -> order(state, a, b) == -1;
        case LESS_OR_EQUAL -> order(state, a, b) <= 0;
        case GREATER -> order(state, a, b) == 1;
        case GREATER_OR_EQUAL -> order(state, a, b) == 0 || order(state, a, b) == 1;
      };
    }

    /// -1, 0, 1, or 2 where a NaN has no order.
    private int order(State state, Object a, Object b) {
      int order = Values.compare(state, a, b, symbol);
      return order == 2 ? 2 : Integer.signum(order);
    }
  }

  private final Expression first;
  private final List<Operator> operators;
  private final List<Expression> others;

  Compare(int line, Expression first, List<Operator> operators, List<Expression> others) {
    super(line, Math.max(first.height(), highest(others)));
    this.first = first;
    this.operators = List.copyOf(operators);
    this.others = List.copyOf(others);
  }

  @Override
  Object evaluate(State state, Scope scope) {
    Object left = first.evaluate(state, scope);
    for (int i = 0; i < others.size(); i++) {
      state.charge(1);
      Object right = others.get(i).evaluate(state, scope);
      if (!operators.get(i).holds(state, left, right)) {
        return false;
      }
      left = right;
    }
    return true;
  }
}
