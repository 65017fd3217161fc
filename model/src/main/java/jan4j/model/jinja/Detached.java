package jan4j.model.jinja;

/// A `{% block %}` that is not `scoped`: it sees the template's own variables alone, wherever it
/// stands.
final class Detached extends Statement {
  private final Scoped block;

  Detached(int line, Scoped block) {
    super(line, block.height());
    this.block = block;
  }

  @Override
  Flow execute(State state, Scope scope) {
    Scope root = scope;
    while (root.parent != null) {
      root = root.parent;
    }
    return block.execute(state, root);
  }
}
