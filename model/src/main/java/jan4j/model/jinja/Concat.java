package jan4j.model.jinja;

import java.util.List;

/// `a ~ b ~ c`.
final class Concat extends Expression {
  private final List<Expression> parts;

  Concat(int line, List<Expression> parts) {
    super(line, highest(parts));
    this.parts = List.copyOf(parts);
  }

  @Override
  Object evaluate(State state, Scope scope) {
    state.charge(parts.size());
    TextBuilder out = new TextBuilder(state);
    for (Expression part : parts) {
      out.append(Printer.str(state, part.evaluate(state, scope)));
    }
    return out.build();
  }
}
