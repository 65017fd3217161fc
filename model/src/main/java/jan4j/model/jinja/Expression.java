package jan4j.model.jinja;

/// A node with a value.
abstract class Expression extends Node {
  Expression(int line, int heightOfChildren) {
    super(line, heightOfChildren);
  }

  abstract Object evaluate(State state, Scope scope);
}
