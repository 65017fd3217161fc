package jan4j.model.jinja;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One rendering in progress: variables, output, and the budgets. One thread.
final class State {
  /// Characters that a prompt has at least, as a rule.
  private static final int FIRST_SIZE = 4_096;

  private final Map<String, Object> variables;
  private final Clock clock;
  private TextBuilder out;
  private long budget;
  private int depth;
  private int line = 1;

  State(Map<String, Object> variables, Clock clock, long budget) {
    this.variables = variables;
    this.clock = clock;
    this.budget = budget;
    this.out = new TextBuilder(this, FIRST_SIZE);
  }

  Clock clock() {
    return clock;
  }

  /// A template variable or a global function.
  @Nullable Object variable(String name) {
    Object value = variables.get(name);
    return value != null ? value : Globals.find(name);
  }

  void charge(long units) {
    budget -= units;
    if (budget < 0) {
      throw TemplateException.limit("the template does too much work");
    }
  }

  /// Charges a look at each of `n` characters.
  void scan(int n) {
    charge(1 + (n >> 3));
  }

  /// Counts a body of that height as under evaluation.
  void enter(int height) {
    depth += height;
    if (depth > Limits.MAX_DEPTH) {
      throw TemplateException.limit("macros or loops call themselves too deeply");
    }
  }

  void leave(int height) {
    depth -= height;
  }

  TextBuilder out() {
    return out;
  }

  /// Starts a capture and returns the output to give back to [#endCapture].
  TextBuilder startCapture() {
    TextBuilder outer = out;
    out = new TextBuilder(this);
    return outer;
  }

  Text endCapture(TextBuilder outer) {
    Text captured = out.build();
    out = outer;
    return captured;
  }

  int line() {
    return line;
  }

  void line(int at) {
    line = at;
  }
}
