package jan4j.model.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.model.dialect.AssembledMessage.Call;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Formats that put marks around text and reasoning, too.
class FramedFormatsTest {
  private static AssembledMessage read(String dialect, String promptTail, String output) {
    Dialect named = Dialects.named(dialect).orElseThrow();
    return Reading.read(named, new OutputStart(promptTail, FormatSamples.tools(), false), output);
  }

  private static AssembledMessage message(String content, String reasoning, Call... calls) {
    return new AssembledMessage(content, reasoning, List.of(calls), false);
  }

  @Test
  void hunyuanReasonsInTagsOfItsOwn() {
    assertThat(read("hunyuan", "<think:opensource>", "Hm.</think:opensource>Yes."))
        .isEqualTo(message("Yes.", "Hm."));
    assertThat(read("hunyuan", "", "<think:opensource>Hm.</think:opensource>\nYes."))
        .isEqualTo(message("Yes.", "Hm."));
  }

  @Test
  void solarWritesMessages() {
    String call =
        "<|tool_calls|><|tool_call:begin|>id7<|tool_call:name|>weather<|tool_call:args|>"
            + "{\"city\": \"Oslo\"}<|tool_call:end|><|calls|>";
    assertThat(read("solar", "", "<|think|>Hm.<|end|><|begin|>assistant" + call))
        .isEqualTo(message("", "Hm.", new Call("id7", "weather", "{\"city\": \"Oslo\"}")));
    assertThat(read("solar", "", "<|think|>Hm.<|end|><|begin|>assistant<|content|>Yes."))
        .isEqualTo(message("Yes.", "Hm."));
  }

  @Test
  void kimiK3OpensAndClosesParts() {
    String call =
        "<|open|>tools<|sep|><|open|>call tool=\"weather\" index=\"1\"<|sep|>"
            + "<|open|>argument key=\"city\" type=\"string\"<|sep|>Oslo<|close|>argument<|sep|>"
            + "<|open|>argument key=\"days\" type=\"number\"<|sep|>2<|close|>argument<|sep|>"
            + "<|close|>call<|sep|><|close|>tools<|sep|>";
    assertThat(
            read(
                "kimi-k3",
                "<|open|>think<|sep|>",
                "Hm.<|close|>think<|sep|><|open|>response<|sep|>I look.<|close|>response<|sep|>"
                    + call
                    + "<|close|>message<|sep|>"))
        .isEqualTo(
            message("I look.", "Hm.", new Call("", "weather", "{\"city\":\"Oslo\",\"days\":2}")));
  }

  @Test
  void museNamesRecipients() {
    String call =
        " to=weather<|message|><atem:function_calls>\n<atem:invoke name=\"weather\">\n"
            + "<atem:parameter name=\"city\">Oslo</atem:parameter>\n</atem:invoke>\n"
            + "</atem:function_calls>";
    assertThat(
            read(
                "muse",
                "<|start|>assistant",
                " to=self<|message|>Hm.<|eom|><|start|>assistant"
                    + call
                    + "<|eom|><|start|>assistant to=user<|message|>Done."))
        .isEqualTo(message("Done.", "Hm.", new Call("", "weather", "{\"city\":\"Oslo\"}")));
  }

  @Test
  void functionaryNamesRecipients() {
    assertThat(
            read(
                "functionary-v3.2",
                "assistant\n\n>>>",
                "all\nUse >>> or >>>x\n>>>weather\n{\"city\": \"Oslo\"}\n>>>weather\n{}"))
        .isEqualTo(
            message(
                "Use >>> or >>>x",
                "",
                new Call("", "weather", "{\"city\": \"Oslo\"}"),
                new Call("", "weather", "{}")));
    assertThat(read("functionary-v3.2", "assistant\n\n>>>", "all\nHi."))
        .isEqualTo(message("Hi.", ""));
  }

  @Test
  void llama4PutsTextBeforeItsJson() {
    String call = "{\"name\": \"weather\", \"parameters\": {\"city\": \"Oslo\"}}";
    Call weather = new Call("", "weather", "{\"city\": \"Oslo\"}");
    assertThat(read("llama4", "", "<|python_start|>I look.<|python_end|>" + call))
        .isEqualTo(message("I look.", "", weather));
    assertThat(read("llama4", "", call)).isEqualTo(message("", "", weather));
  }

  @Test
  void gigachatEndsATextBeforeItsCall() {
    assertThat(
            read(
                "gigachat",
                "",
                "I look.<|message_sep|>\n\nfunction call<|role_sep|>\n"
                    + "{\"name\": \"weather\", \"arguments\": {}}"))
        .isEqualTo(message("I look.", "", new Call("", "weather", "{}")));
  }

  @Test
  void lfm2ReadsJsonBetweenItsMarks() {
    assertThat(
            read(
                "lfm2",
                "",
                "<|tool_call_start|>[{\"name\": \"weather\", \"arguments\": {\"days\": 2}},"
                    + " {\"name\": \"weather\", \"arguments\": {}}]<|tool_call_end|>Ok."))
        .isEqualTo(
            message(
                "Ok.",
                "",
                new Call("", "weather", "{\"days\": 2}"),
                new Call("", "weather", "{}")));
  }

  @Test
  void lfm2EscapesCountWhereTheTextIsPython() {
    assertThat(
            read(
                    "lfm2",
                    "",
                    "<|tool_call_start|>[note(text='it\\'s\\n\\u00e9', ok=None),"
                        + " note(text=\"a, b=c)\"), weather()]<|tool_call_end|>")
                .calls())
        .containsExactly(
            new Call("", "note", "{\"text\":\"it's\\né\",\"ok\":null}"),
            new Call("", "note", "{\"text\":\"a, b=c)\"}"),
            new Call("", "weather", "{}"));
  }

  @Test
  void gemma4ReadsJsonInPlaceOfItsOwnNotation() {
    assertThat(
            read(
                    "gemma4",
                    "",
                    "<|tool_call>call:weather{{\"city\": \"Oslo\", \"days\": 2}}<tool_call|>")
                .calls())
        .containsExactly(new Call("", "weather", "{\"city\":\"Oslo\",\"days\":2}"));
  }

  @Test
  void gemma4ThinksOnAChannel() {
    assertThat(
            Reading.read(
                Dialects.named("gemma4", "<|channel>thought").orElseThrow(),
                Reading.start(""),
                "<|channel>thought\nHm.\n<channel|>Yes."))
        .isEqualTo(message("Yes.", "Hm."));
  }
}
