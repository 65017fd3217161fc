package jan4j.core;

import java.util.List;
import java.util.Objects;

/// What happens during a generation, in order: one [Started], then any number of deltas, then one
/// [Finished] or one [Failed], which is always the last. A generation that fails early has no
/// [Started].
public sealed interface GenerationEvent {
  /// The engine took the request: its prompt fits and has a sequence.
  ///
  /// @param promptTokens tokens of the prompt
  /// @param cachedTokens those of them that need no prefill
  record Started(int promptTokens, int cachedTokens) implements GenerationEvent {}

  /// A model is being loaded, before [Started]. `fraction` is 0 to 1.
  record LoadProgress(double fraction) implements GenerationEvent {}

  /// A part of the prompt was read.
  record PromptProgress(int promptTokens, int cachedTokens, int processedTokens, double millis)
      implements GenerationEvent {}

  /// A piece of the answer, whole code points, with the tokens that it came from where asked for.
  record TextDelta(String text, List<TokenLogprob> logprobs) implements GenerationEvent {
    public TextDelta {
      Objects.requireNonNull(text, "text");
      logprobs = List.copyOf(logprobs);
    }
  }

  /// A piece of the model's reasoning.
  record ReasoningDelta(String text) implements GenerationEvent {
    public ReasoningDelta {
      Objects.requireNonNull(text, "text");
    }
  }

  /// A tool call begins.
  record ToolCallStart(int index, String id, String name) implements GenerationEvent {}

  /// A piece of a tool call's arguments, JSON text.
  record ToolCallDelta(int index, String arguments) implements GenerationEvent {}

  /// A tool call is complete.
  record ToolCallEnd(int index) implements GenerationEvent {}

  /// The answer is complete.
  ///
  /// @param stopText the stop text that ended it, or the empty string
  record Finished(FinishReason reason, String stopText, Usage usage) implements GenerationEvent {}

  /// The answer broke off.
  record Failed(ErrorCode code, String message) implements GenerationEvent {
    public Failed {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(message, "message");
    }

    /// The same as an exception.
    public JanException toException() {
      return new JanException(code, message);
    }
  }
}
