package jan4j.app;

import org.jspecify.annotations.Nullable;

/// Where an interactive conversation gets its input from. One thread, [#onInterrupt] aside.
interface LineInput extends AutoCloseable {
  /// The next complete input, lines joined as [MultilineInput] says; null at the end of input
  /// (Ctrl-D).
  ///
  /// @throws InputInterruptedException on Ctrl-C at the prompt
  @Nullable String read() throws InputInterruptedException;

  /// What Ctrl-C does from now on, while no input is read.
  void onInterrupt(Runnable action);

  @Override
  void close();

  /// Ctrl-C at the prompt.
  final class InputInterruptedException extends Exception {
    private static final long serialVersionUID = 1;
  }
}
