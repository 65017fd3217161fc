package jan4j.model.template;

import java.util.Objects;

/// What a chat template can express, found by rendering small conversations with marked texts,
/// never by a name. What it cannot is done for it where that is possible; see
/// [RenderedPrompt.Adaptation].
///
/// @param systemRole whether a system message's text appears in the prompt
/// @param developerRole whether a developer message's text does
/// @param tools whether the tools on offer appear in the prompt
/// @param toolCalls whether an assistant's call appears, with name and arguments
/// @param parallelCalls whether two calls in one turn do
/// @param toolResults whether the answer of a tool appears
/// @param contentParts whether content may be a list of text parts
/// @param reasoningContent whether the reasoning of the last turn appears
/// @param reasoningEffort whether the variable `reasoning_effort` changes the prompt
/// @param reasoningSwitch the variable that turns reasoning on and off (`enable_thinking` or
///   `thinking`), or the empty string where none does
/// @param generationPrompt whether `add_generation_prompt` opens the assistant's turn
/// @param prefill whether a begun answer stands right behind the generation prompt, as it does when
///   the assistant's turn is rendered in full
public record Capabilities(
    boolean systemRole,
    boolean developerRole,
    boolean tools,
    boolean toolCalls,
    boolean parallelCalls,
    boolean toolResults,
    boolean contentParts,
    boolean reasoningContent,
    boolean reasoningEffort,
    String reasoningSwitch,
    boolean generationPrompt,
    boolean prefill) {
  public Capabilities {
    Objects.requireNonNull(reasoningSwitch, "reasoningSwitch");
  }
}
