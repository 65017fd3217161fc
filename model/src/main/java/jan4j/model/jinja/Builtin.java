package jan4j.model.jinja;

/// A function or bound method of the interpreter.
record Builtin(String name, Body body) implements Callable {
  /// The work of a built-in.
  @FunctionalInterface
  interface Body {
    Object call(State state, Arguments arguments);
  }

  @Override
  public Object call(State state, Arguments arguments) {
    return body.call(state, arguments);
  }
}
