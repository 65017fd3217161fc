package jan4j.model.jinja;

/// The text of a block to which filters are applied; stands at the root of their chain.
final class Captured extends Expression {
  private final int slot;

  Captured(int line, int slot) {
    super(line, 0);
    this.slot = slot;
  }

  @Override
  Object evaluate(State state, Scope scope) {
    Object value = scope.slots[slot];
    return value == null ? Text.EMPTY : value;
  }
}
