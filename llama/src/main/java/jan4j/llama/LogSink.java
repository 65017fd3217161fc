package jan4j.llama;

/// Takes what llama.cpp and ggml log. Called on any thread, native ones included, and possibly in
/// the midst of a native call: it must be quick, must not call the library, and what it throws is
/// dropped.
@FunctionalInterface
public interface LogSink {
  /// Drops everything.
  LogSink NONE = (_, _) -> {};

  /// How grave a line is; in the order of `enum ggml_log_level`.
  enum Level {
    /// Without a level.
    NONE,
    /// For developers.
    DEBUG,
    /// Progress and facts.
    INFO,
    /// Worth a look.
    WARN,
    /// Something failed.
    ERROR,
    /// Goes on with the line before.
    CONTINUED
  }

  /// @param text as logged, most often ending in a newline; a line may come in several pieces
  void log(Level level, String text);
}
