package jan4j.engine;

import jan4j.core.ModelId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Starts worker processes. Thread-safe.
public interface WorkerLauncher {
  /// Starts a process. Its standard error goes where its standard output goes; its standard input
  /// is a pipe that the caller holds: the worker ends when that pipe does.
  Process launch(Order order) throws IOException;

  /// What to start.
  ///
  /// @param model for names in logs; the worker learns what to load by its first command
  /// @param folder working folder, private and empty: native code looks for plug-ins in it
  /// @param environment to add; secrets go here and never on the command line
  record Order(ModelId model, Path folder, Map<String, String> environment) {
    public Order {
      environment = Map.copyOf(environment);
    }

    /// Without the environment, which holds a secret.
    @Override
    public String toString() {
      return "worker of " + model + " in " + folder;
    }
  }
}
