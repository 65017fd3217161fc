package jan4j.model.jinja;

/// A literal scalar, or the text of several adjacent string literals.
final class Const extends Expression {
  private final Object value;

  Const(int line, Object value) {
    super(line, 0);
    this.value = value;
  }

  Object value() {
    return value;
  }

  @Override
  Object evaluate(State state, Scope scope) {
    return value;
  }
}
