package jan4j.model.jinja;

/// A value that can be called.
interface Callable {
  Object call(State state, Arguments arguments);

  /// The name in messages.
  String name();
}
