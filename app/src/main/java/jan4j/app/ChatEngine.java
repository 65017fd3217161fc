package jan4j.app;

import jan4j.core.Engine;
import jan4j.core.ModelEntry;
import java.util.List;

/// An engine and the models it answers with, as `chat` uses them. Thread-safe.
interface ChatEngine extends AutoCloseable {
  Engine engine();

  /// The model of that id or GGUF path; the empty string is the default model, which is brought if
  /// it is missing.
  ///
  /// @throws jan4j.core.JanException where there is no such model; the message lists those there
  ///   are
  ModelEntry model(String idOrPath);

  List<ModelEntry> models();

  /// Starts loading a model in the background.
  void prepare(ModelEntry model);

  /// A line that the user should read and that is known once the model is loaded (it has no chat
  /// template), or the empty string.
  String loadedNotice(ModelEntry model);

  @Override
  void close();
}
