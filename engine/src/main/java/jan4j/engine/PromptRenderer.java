package jan4j.engine;

import jan4j.core.JanException;
import jan4j.core.Prompt;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.Report;
import java.util.List;

/// Turns conversations into prompts of one model. Thread-safe.
interface PromptRenderer {
  /// Does what can be done before the first conversation, while the model loads. What fails here
  /// fails again at [#render].
  default void prepare() {}

  /// Renders a conversation.
  ///
  /// @throws JanException [jan4j.core.ErrorCode#TEMPLATE_FAILED]
  Rendered render(Prompt.Chat chat, Report.Loaded facts);

  /// How the model writes its answers.
  ///
  /// @throws JanException [jan4j.core.ErrorCode#TEMPLATE_FAILED]
  ModelDialect dialect();

  /// One line that a user should read of how this model is prompted, or the empty string.
  String notice();

  /// A prompt and the texts that end an answer to it beside those of the request.
  ///
  /// @param begun the text that the answer goes on from, because the client began it; often empty
  record Rendered(List<Command.Segment> segments, List<String> stopTexts, String begun) {
    /// The prompt as text, at least its last `length` characters where it has them.
    String tail(int length) {
      StringBuilder out = new StringBuilder();
      for (Command.Segment s : segments.reversed()) {
        if (out.length() >= length) {
          break;
        }
        out.insert(0, s.text());
      }
      return out.toString();
    }
  }
}
