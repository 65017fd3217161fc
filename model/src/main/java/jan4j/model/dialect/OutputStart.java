package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.List;
import java.util.Objects;

/// Where an answer begins.
///
/// @param promptTail the end of the rendered prompt, of which at most the last [#MAX_PROMPT_TAIL]
///   characters are kept: tells whether reasoning is already open
/// @param tools the tools that may be called. Where there is none, nothing is taken for a call
/// @param reasoningAsText whether reasoning, with its tags, stays in the text
public record OutputStart(String promptTail, List<Tool> tools, boolean reasoningAsText) {
  /// How much of the prompt's end is looked at, in characters.
  public static final int MAX_PROMPT_TAIL = 2000;

  public OutputStart {
    Objects.requireNonNull(promptTail, "promptTail");
    promptTail = promptTail.substring(Math.max(0, promptTail.length() - MAX_PROMPT_TAIL));
    tools = List.copyOf(tools);
  }
}
