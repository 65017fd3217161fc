package jan4j.model.jinja;

/// `x.name`.
final class Attribute extends Expression {
  private final Expression owner;
  private final Text name;

  /// Whether no dict has an attribute of that name, so that it can only be a key.
  private final boolean isKey;

  Attribute(int line, Expression owner, String name) {
    super(line, owner.height());
    this.owner = owner;
    this.name = Text.trusted(name);
    this.isKey = ContainerMethods.ofDict(new Dict(), name) == null;
  }

  @Override
  Object evaluate(State state, Scope scope) {
    state.charge(1);
    Object of = owner.evaluate(state, scope);
    if (isKey && of instanceof Dict d) {
      Object value = d.get(name);
      return value != null ? value : Undefined.missing(d, name);
    }
    return Lookup.attribute(state, of, name);
  }
}
