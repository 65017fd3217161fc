package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.List;

/// `[a, b]` or `(a, b)`.
final class SequenceLiteral extends Expression {
  private final List<Expression> elements;
  private final boolean tuple;

  SequenceLiteral(int line, List<Expression> elements, boolean tuple) {
    super(line, highest(elements));
    this.elements = List.copyOf(elements);
    this.tuple = tuple;
  }

  List<Expression> elements() {
    return elements;
  }

  @Override
  Object evaluate(State state, Scope scope) {
    state.charge(1 + elements.size());
    List<Object> values = new ArrayList<>(elements.size());
    for (Expression e : elements) {
      values.add(e.evaluate(state, scope));
    }
    return tuple ? new Tuple(values) : new PyList(values);
  }
}
