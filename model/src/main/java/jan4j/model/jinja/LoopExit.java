package jan4j.model.jinja;

/// `{% break %}` or `{% continue %}`.
final class LoopExit extends Statement {
  private final Flow flow;

  LoopExit(int line, Flow flow) {
    super(line, 0);
    this.flow = flow;
  }

  @Override
  Flow execute(State state, Scope scope) {
    return flow;
  }
}
