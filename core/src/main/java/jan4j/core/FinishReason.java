package jan4j.core;

import java.util.Locale;

/// Why an answer ended.
public enum FinishReason {
  /// An end-of-generation token or a stop text.
  STOP,
  /// The token limit or the end of the context.
  LENGTH,
  /// The model asked for tools.
  TOOL_CALLS;

  /// OpenAI's word.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
