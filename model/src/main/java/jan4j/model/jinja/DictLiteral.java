package jan4j.model.jinja;

import java.util.List;

/// `{a: b}`.
final class DictLiteral extends Expression {
  private final List<Expression> keys;
  private final List<Expression> values;

  DictLiteral(int line, List<Expression> keys, List<Expression> values) {
    super(line, Math.max(highest(keys), highest(values)));
    this.keys = List.copyOf(keys);
    this.values = List.copyOf(values);
  }

  @Override
  Object evaluate(State state, Scope scope) {
    state.charge(1 + keys.size());
    Dict out = new Dict();
    for (int i = 0; i < keys.size(); i++) {
      Object key = keys.get(i).evaluate(state, scope);
      out.put(key, values.get(i).evaluate(state, scope));
    }
    return out;
  }
}
