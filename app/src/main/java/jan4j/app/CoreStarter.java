package jan4j.app;

import jan4j.core.LoadOptions;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// Starts a core and keeps it until the process is told to stop.
interface CoreStarter {
  void runUntilStopped(Choice choice) throws InterruptedException;

  /// What the user chose.
  ///
  /// @param port 0 for a free one
  /// @param apiKey the empty string for none
  /// @param idle zero for never
  /// @param model id or GGUF path to load at once, or the empty string
  /// @param load the given load options over a model's own
  record Choice(
      String host,
      int port,
      String apiKey,
      Duration idle,
      boolean offline,
      String model,
      UnaryOperator<LoadOptions> load) {}
}
