package jan4j.model.jinja;

/// `f(a, b=c)`.
final class Call extends Expression {
  private final Expression callee;
  private final ArgumentList arguments;

  Call(int line, Expression callee, ArgumentList arguments) {
    super(line, Math.max(callee.height(), arguments.height()));
    this.callee = callee;
    this.arguments = arguments;
  }

  @Override
  Object evaluate(State state, Scope scope) {
    return call(state, callee.evaluate(state, scope), arguments.evaluate(state, scope));
  }

  /// Evaluates with one more keyword argument, for call blocks.
  Object evaluateWith(State state, Scope scope, String name, Object value) {
    Object function = callee.evaluate(state, scope);
    Arguments given = arguments.evaluate(state, scope);
    java.util.Map<String, Object> named = new java.util.LinkedHashMap<>(given.named());
    named.put(name, value);
    return call(state, function, new Arguments(given.positional(), named));
  }

  private static Object call(State state, Object function, Arguments arguments) {
    state.charge(1);
    if (function instanceof Callable c) {
      return c.call(state, arguments);
    }
    if (function instanceof Undefined u) {
      throw u.failure();
    }
    throw TemplateException.typeError("'" + Values.typeName(function) + "' object is not callable");
  }
}
