package jan4j.model.jinja;

/// `{% set target = value %}`.
final class Assignment extends Statement {
  private final Target target;
  private final Expression value;

  Assignment(int line, Target target, Expression value) {
    super(line, value.height());
    this.target = target;
    this.value = value;
  }

  @Override
  Flow execute(State state, Scope scope) {
    target.assign(state, scope, value.evaluate(state, scope));
    return Flow.NEXT;
  }
}
