package jan4j.engine;

import static jan4j.engine.EngineFixture.drain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.AnswerForm;
import jan4j.core.FinishReason;
import jan4j.core.Generation;
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
import jan4j.wire.worker.Command;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What goes to a worker, and what comes of its text, where tools and formats are asked for.
class ToolCallTest {
  private static final Tool TOOL =
      new Tool(
          "f",
          "",
          Map.of(
              "type",
              "function",
              "function",
              Map.of("name", "f", "parameters", Map.of("type", "object"))));

  private static GenerationRequest request(AnswerForm form, Tool... tools) {
    Prompt prompt = new Prompt.Chat(List.of(Message.of(Role.USER, "hi")), List.of(tools), Map.of());
    return new GenerationRequest(
        "r", new ModelId("a"), prompt, Sampling.DEFAULT, 8, List.of(), -1, true, false, form);
  }

  private static AnswerForm form(OutputFormat format, ToolChoice choice) {
    return new AnswerForm(format, choice, true, false);
  }

  @Test
  void aCallInTheTextOfTheWorkerIsAToolCall() {
    try (var f = new EngineFixture("a")) {
      Generation g = f.engine.start(request(AnswerForm.FREE, TOOL));
      f.worker()
          .load()
          .answer("<tool_call>\n{\"name\": \"f\", \"arguments\": {\"x\": 1}}\n</tool_call>");
      List<GenerationEvent> events = drain(g);
      assertThat(events).hasAtLeastOneElementOfType(GenerationEvent.ToolCallEnd.class);
      assertThat(events.getLast())
          .isInstanceOfSatisfying(
              GenerationEvent.Finished.class,
              e -> assertThat(e.reason()).isEqualTo(FinishReason.TOOL_CALLS));
    }
  }

  @Test
  void withoutToolsTheSameTextIsText() {
    try (var f = new EngineFixture("a")) {
      Generation g = f.engine.start(request(AnswerForm.FREE));
      f.worker().load().answer("<tool_call>{}</tool_call>");
      assertThat(drain(g))
          .contains(new GenerationEvent.TextDelta("<tool_call>{}</tool_call>", List.of()));
    }
  }

  @Test
  void theWorkerShowsTheMarksOfTheDialect() {
    try (var f = new EngineFixture("a")) {
      f.engine.start(request(AnswerForm.FREE, TOOL));
      Command.Generate sent = f.worker().load().take(Command.Generate.class);
      assertThat(sent.answer().shown()).contains("<tool_call>", "</tool_call>");
    }
  }

  @Test
  void whatCannotBeEnforcedIsRefusedBeforeAModelIsLoaded() {
    try (var f = new EngineFixture("a")) {
      OutputFormat format =
          new OutputFormat.JsonSchema(
              Map.of("type", "array", "uniqueItems", true), false, "response_format.schema");
      assertThatThrownBy(() -> f.engine.start(request(form(format, ToolChoice.AUTO))))
          .hasMessageContaining("response_format.schema")
          .hasMessageContaining("cannot enforce");
      assertThat(f.startedMore()).isFalse();
    }
  }
}
