package jan4j.core;

import java.util.Objects;

/// How an answer is shaped: what its text is, which tools it calls, where its reasoning goes.
///
/// @param parallelCalls whether one answer may call more than one tool
/// @param reasoningAsText whether reasoning stays in the text, with its tags, instead of coming as
///   [GenerationEvent.ReasoningDelta]
public record AnswerForm(
    OutputFormat format, ToolChoice toolChoice, boolean parallelCalls, boolean reasoningAsText) {
  /// Free text, tools as the model likes, reasoning apart.
  public static final AnswerForm FREE =
      new AnswerForm(new OutputFormat.Text(), ToolChoice.AUTO, true, false);

  public AnswerForm {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(toolChoice, "toolChoice");
  }
}
