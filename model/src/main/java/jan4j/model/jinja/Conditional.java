package jan4j.model.jinja;

import org.jspecify.annotations.Nullable;

/// `a if test else b`.
final class Conditional extends Expression {
  private final Expression test;
  private final Expression then;
  private final @Nullable Expression otherwise;

  Conditional(int line, Expression test, Expression then, @Nullable Expression otherwise) {
    super(line, Math.max(highest(test, then), otherwise == null ? 0 : otherwise.height()));
    this.test = test;
    this.then = then;
    this.otherwise = otherwise;
  }

  @Override
  Object evaluate(State state, Scope scope) {
    state.charge(1);
    if (Values.isTrue(test.evaluate(state, scope))) {
      return then.evaluate(state, scope);
    }
    if (otherwise != null) {
      return otherwise.evaluate(state, scope);
    }
    return Undefined.of(
        "the inline if-expression on line "
            + line()
            + " evaluated to false and no else section was defined.");
  }
}
