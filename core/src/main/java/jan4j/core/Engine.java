package jan4j.core;

import java.util.List;

/// Something that answers requests: llama.cpp workers, a remote server, or a scripted one in tests.
/// Thread-safe.
public interface Engine extends AutoCloseable {
  /// Starts an answer. Returns at once; loading and waiting show as events.
  ///
  /// @throws JanException where the request is known to fail at once (unknown model, bad values)
  Generation start(GenerationRequest request);

  /// The models that this engine can answer with.
  List<ModelEntry> models();

  /// Stops all answers and frees everything; processes that the engine started are gone afterwards.
  @Override
  void close();
}
