package jan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.AnswerForm;
import jan4j.core.GenerationEvent;
import jan4j.core.GenerationRequest;
import jan4j.core.Message;
import jan4j.core.ModelId;
import jan4j.core.OutputFormat;
import jan4j.core.Prompt;
import jan4j.core.Role;
import jan4j.core.Sampling;
import jan4j.core.Tool;
import jan4j.core.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The shape of an answer on its way to another core, and its parts on their way back.
class RemoteFormTest {
  private static Map<String, Object> body(AnswerForm form) {
    Tool tool = new Tool("f", "", Map.of("type", "function"));
    Prompt chat = new Prompt.Chat(List.of(Message.of(Role.USER, "hi")), List.of(tool), Map.of());
    GenerationRequest request =
        new GenerationRequest(
            "r", new ModelId("m"), chat, Sampling.DEFAULT, 5, List.of(), -1, true, false, form);
    return RemoteRequest.of(request).body();
  }

  @Test
  void theDefaultsAreLeftOut() {
    assertThat(body(AnswerForm.FREE))
        .containsKey("tools")
        .doesNotContainKeys(
            "tool_choice", "parallel_tool_calls", "response_format", "reasoning_format");
  }

  @Test
  void everythingElseIsSaid() {
    OutputFormat schema = new OutputFormat.JsonSchema(Map.of("type", "integer"), true, "p");
    Map<String, Object> body = body(new AnswerForm(schema, ToolChoice.named("f"), false, true));
    assertThat(body)
        .containsEntry("parallel_tool_calls", false)
        .containsEntry("reasoning_format", "none")
        .containsEntry("tool_choice", Map.of("type", "function", "function", Map.of("name", "f")))
        .containsEntry(
            "response_format",
            Map.of(
                "type",
                "json_schema",
                "json_schema",
                Map.of("name", "answer", "schema", Map.of("type", "integer"), "strict", false)));
    assertThat(
            body(new AnswerForm(new OutputFormat.JsonObject(), ToolChoice.REQUIRED, true, false)))
        .containsEntry("tool_choice", "required")
        .containsEntry("response_format", Map.of("type", "json_object"));
  }

  @Test
  void reasoningAndCallsComeBack() {
    List<GenerationEvent> events = new ArrayList<>();
    RemoteEvents parser = new RemoteEvents(false, events::add);
    parser.accept("{\"choices\":[{\"delta\":{\"reasoning_content\":\"Hm.\"}}]}");
    parser.accept(
        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"function\","
            + "\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}}]}");
    parser.accept(
        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":"
            + "{\"arguments\":\"{}\"}}]}}]}");
    parser.accept("{\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}");
    parser.end();
    assertThat(events)
        .contains(
            new GenerationEvent.ReasoningDelta("Hm."),
            new GenerationEvent.ToolCallStart(0, "c", "f"),
            new GenerationEvent.ToolCallDelta(0, "{}"),
            new GenerationEvent.ToolCallEnd(0));
  }
}
