package jan4j.model.template;

import jan4j.core.Message;
import jan4j.core.Tool;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a chat template is rendered with.
///
/// @param variables further template variables (`chat_template_kwargs`), a value tree; they win
///   over none of the standard ones
/// @param bosToken text of the model's begin-of-sequence token, or the empty string
/// @param eosToken text of the model's end-of-sequence token, or the empty string
/// @param addGenerationPrompt whether the prompt ends where the assistant's answer begins
/// @param clock for `strftime_now`
public record TemplateInput(
    List<Message> messages,
    List<Tool> tools,
    Map<String, Object> variables,
    String bosToken,
    String eosToken,
    boolean addGenerationPrompt,
    Clock clock) {
  public TemplateInput {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    Objects.requireNonNull(variables, "variables");
    Objects.requireNonNull(bosToken, "bosToken");
    Objects.requireNonNull(eosToken, "eosToken");
    Objects.requireNonNull(clock, "clock");
  }
}
