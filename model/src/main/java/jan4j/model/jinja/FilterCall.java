package jan4j.model.jinja;

/// `x | name(arguments)`.
final class FilterCall extends Expression {
  private final Expression value;
  private final Filters.Filter filter;
  private final ArgumentList arguments;

  FilterCall(int line, Expression value, String name, ArgumentList arguments) {
    super(line, Math.max(value.height(), arguments.height()));
    this.value = value;
    this.filter = Filters.findOrFailing(name);
    this.arguments = arguments;
  }

  @Override
  Object evaluate(State state, Scope scope) {
    state.charge(1);
    Object input = value.evaluate(state, scope);
    return filter.apply(state, input, arguments.evaluate(state, scope));
  }
}
