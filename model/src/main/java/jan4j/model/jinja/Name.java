package jan4j.model.jinja;

/// A reference to a variable.
final class Name extends Expression {
  private final String name;
  private final ScopeLayout layout;
  private int[] places = {};

  Name(String name, int line, ScopeLayout layout) {
    super(line, 0);
    this.name = name;
    this.layout = layout;
  }

  String name() {
    return name;
  }

  void resolve() {
    places = layout.places(name);
  }

  @Override
  Object evaluate(State state, Scope scope) {
    Scope at = scope;
    int depth = 0;
    for (int i = 0; i < places.length; i += 2) {
      while (depth < places[i] && at.parent != null) {
        at = at.parent;
        depth++;
      }
      Object value = at.slots[places[i + 1]];
      if (value != null) {
        return value;
      }
    }
    Object value = state.variable(name);
    return value != null ? value : Undefined.ofName(name);
  }
}
