package jan4j.model.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `{% set x %}...{% endset %}` and `{% filter f %}...{% endfilter %}`: the body's text, through
/// filters, into a variable or the output.
final class CaptureBlock extends Statement {
  private final @Nullable Target target;
  private final List<Statement> body;
  private final ScopeLayout layout;
  private final int capturedSlot;
  private final Expression filtered;

  CaptureBlock(
      int line,
      @Nullable Target target,
      List<Statement> body,
      ScopeLayout layout,
      int capturedSlot,
      Expression filtered) {
    super(line, Math.max(highest(body), filtered.height()));
    this.target = target;
    this.body = List.copyOf(body);
    this.layout = layout;
    this.capturedSlot = capturedSlot;
    this.filtered = filtered;
  }

  @Override
  Flow execute(State state, Scope outer) {
    Scope scope = new Scope(outer, layout.size());
    TextBuilder output = state.startCapture();
    run(body, state, scope);
    scope.slots[capturedSlot] = state.endCapture(output);
    Object value = filtered.evaluate(state, scope);
    if (target != null) {
      target.assign(state, outer, value);
    } else {
      if (!(value instanceof Text text)) {
        throw TemplateException.typeError(
            "sequence item: expected str instance, " + Values.typeName(value) + " found");
      }
      state.out().append(text);
    }
    return Flow.NEXT;
  }
}
