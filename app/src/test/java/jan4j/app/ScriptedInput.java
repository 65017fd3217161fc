package jan4j.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Inputs of an interactive conversation that a test wrote down; `^C` is Ctrl-C at the prompt, the
/// end of the list is Ctrl-D.
final class ScriptedInput implements LineInput {
  private final Deque<String> lines;
  private Runnable interrupt = () -> {};

  ScriptedInput(String... lines) {
    this.lines = new ArrayDeque<>(List.of(lines));
  }

  @Override
  public @Nullable String read() throws InputInterruptedException {
    String line = lines.poll();
    if ("^C".equals(line)) {
      throw new InputInterruptedException();
    }
    return line;
  }

  @Override
  public void onInterrupt(Runnable action) {
    interrupt = action;
  }

  /// What a terminal does on Ctrl-C while an answer runs.
  void interrupt() {
    interrupt.run();
  }

  @Override
  public void close() {}
}
