package jan4j.model.jinja;

import java.util.List;

/// Statements whose assignments stay inside: loop `else`, `with`, `generation`.
final class Scoped extends Statement {
  private final ScopeLayout layout;
  private final List<Target> targets;
  private final List<Expression> values;
  private final List<Statement> body;

  Scoped(int line, ScopeLayout layout, List<Statement> body) {
    this(line, layout, List.of(), List.of(), body);
  }

  /// With variables that are set first, each from the outer block.
  Scoped(
      int line,
      ScopeLayout layout,
      List<Target> targets,
      List<Expression> values,
      List<Statement> body) {
    super(line, Math.max(highest(body), highest(values)));
    this.layout = layout;
    this.targets = List.copyOf(targets);
    this.values = List.copyOf(values);
    this.body = List.copyOf(body);
  }

  @Override
  Flow execute(State state, Scope outer) {
    Scope scope = new Scope(outer, layout.size());
    for (int i = 0; i < targets.size(); i++) {
      targets.get(i).assign(state, scope, values.get(i).evaluate(state, outer));
    }
    return run(body, state, scope);
  }
}
