package jan4j.app;

import jan4j.core.LoadOptions;
import java.util.function.UnaryOperator;

/// What `chat` needs of the rest of the system; a test gives a scripted one.
interface Services {
  /// Opens an engine: a core that is already running, else one of its own in this process.
  ChatEngine open(EngineChoice choice, ProgressPrinter progress);

  /// How the engine is to be opened.
  ///
  /// @param ownCore whether a running core must not be used, because load options or a file were
  ///   given
  /// @param offline whether nothing may leave the machine
  /// @param load the given load options over a model's own
  record EngineChoice(boolean ownCore, boolean offline, UnaryOperator<LoadOptions> load) {}
}
