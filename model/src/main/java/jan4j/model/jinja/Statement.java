package jan4j.model.jinja;

import java.util.List;

/// A node that writes output or changes variables.
abstract class Statement extends Node {
  /// How a statement ended.
  enum Flow {
    NEXT,
    BREAK,
    CONTINUE
  }

  Statement(int line, int heightOfChildren) {
    super(line, heightOfChildren);
  }

  abstract Flow execute(State state, Scope scope);

  /// Runs statements up to the first that breaks the flow.
  static Flow run(List<Statement> body, State state, Scope scope) {
    for (int i = 0; i < body.size(); i++) {
      Statement statement = body.get(i);
      state.charge(1);
      state.line(statement.line());
      Flow flow = statement.execute(state, scope);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }
}
