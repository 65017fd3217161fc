package jan4j.model.jinja;

/// Template text, or `{{ expression }}`.
final class Output extends Statement {
  private final Expression value;

  Output(int line, Expression value) {
    super(line, value.height());
    this.value = value;
  }

  @Override
  Flow execute(State state, Scope scope) {
    state.out().append(Printer.softStr(state, value.evaluate(state, scope)));
    return Flow.NEXT;
  }
}
