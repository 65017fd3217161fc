package jan4j.model.jinja;

/// `{% call(x) macro(y) %}body{% endcall %}`: calls the macro with the body as `caller`.
final class CallBlock extends Statement {
  private final Call call;
  private final MacroDefinition body;

  CallBlock(int line, Call call, MacroDefinition body) {
    super(line, highest(call, body));
    this.call = call;
    this.body = body;
  }

  @Override
  Flow execute(State state, Scope scope) {
    Object value = call.evaluateWith(state, scope, "caller", new Macro(body, scope));
    state.out().append(Printer.softStr(state, value));
    return Flow.NEXT;
  }
}
