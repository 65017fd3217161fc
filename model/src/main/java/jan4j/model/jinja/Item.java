package jan4j.model.jinja;

/// `x[key]`.
final class Item extends Expression {
  private final Expression owner;
  private final Expression key;

  Item(int line, Expression owner, Expression key) {
    super(line, highest(owner, key));
    this.owner = owner;
    this.key = key;
  }

  @Override
  Object evaluate(State state, Scope scope) {
    state.charge(1);
    Object value = owner.evaluate(state, scope);
    return Lookup.item(state, value, key.evaluate(state, scope));
  }
}
