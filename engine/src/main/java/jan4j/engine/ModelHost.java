package jan4j.engine;

import jan4j.core.JanException;
import jan4j.core.ModelId;
import java.util.function.DoubleConsumer;

/// Something that holds models in memory, and can be asked and told about them. Thread-safe.
public interface ModelHost {
  /// What is loaded, being loaded or broken. Returns at once.
  EngineStatus status();

  /// Loads a model without a request; blocks until it is ready. Returns at once where it is.
  ///
  /// @param progress called with 0 to 1 as the load goes on, on the engine's thread; must be short
  /// @throws JanException where the model is unknown or cannot be loaded
  void load(ModelId id, DoubleConsumer progress);

  /// Unloads a model; blocks until its process is gone. Answers that are running are waited for, up
  /// to the engine's limit, and broken off then with an error that says so. Nothing happens where
  /// the model is not loaded.
  void unload(ModelId id);
}
