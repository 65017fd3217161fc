package jan4j.model.jinja;

/// `x is name(arguments)`.
final class TestCall extends Expression {
  private final Expression value;
  private final Tests.Test test;
  private final ArgumentList arguments;

  TestCall(int line, Expression value, String name, ArgumentList arguments) {
    super(line, Math.max(value.height(), arguments.height()));
    this.value = value;
    this.test = Tests.findOrFailing(name);
    this.arguments = arguments;
  }

  @Override
  Object evaluate(State state, Scope scope) {
    state.charge(1);
    Object input = value.evaluate(state, scope);
    return test.holds(state, input, arguments.evaluate(state, scope));
  }
}
