package jan4j.model.jinja;

/// `x.name`.
final class Attribute extends Expression {
  private final Expression owner;
  private final Text name;

  Attribute(int line, Expression owner, String name) {
    super(line, owner.height());
    this.owner = owner;
    this.name = Text.trusted(name);
  }

  @Override
  Object evaluate(State state, Scope scope) {
    state.charge(1);
    return Lookup.attribute(state, owner.evaluate(state, scope), name);
  }
}
