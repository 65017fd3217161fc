package jan4j.model.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.model.dialect.AssembledMessage.Call;
import java.util.List;
import org.junit.jupiter.api.Test;

class HermesTest {
  private static final String CALL =
      "<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\": 1}}\n</tool_call>";
  private static final Call ADD = new Call("", "add", "{\"a\": 1}");

  private static AssembledMessage read(String output) {
    return Reading.read("hermes", output);
  }

  @Test
  void oneCallAndTwoCallsAreReadInOrder() {
    assertThat(read(CALL)).isEqualTo(new AssembledMessage("", "", List.of(ADD), false));
    assertThat(read(CALL + "\n" + CALL))
        .isEqualTo(new AssembledMessage("", "", List.of(ADD, ADD), false));
  }

  @Test
  void textAroundCallsIsKeptWithoutTheSpaceBeforeACall() {
    assertThat(read("Let me see.\n" + CALL + "\nDone.\n" + CALL + "\n"))
        .isEqualTo(new AssembledMessage("Let me see.\nDone.", "", List.of(ADD, ADD), false));
  }

  @Test
  void reasoningIsTrimmedAndCallsInsideItStayReasoning() {
    assertThat(read("<think>\nMaybe " + CALL + "?\n</think>\n\nHello. <think>"))
        .isEqualTo(new AssembledMessage("Hello. <think>", "Maybe " + CALL + "?", List.of(), false));
  }

  @Test
  void reasoningThatThePromptOpenedGoesOn() {
    OutputStart start = Reading.start("<|im_start|>assistant\n<think>\n");
    assertThat(Reading.read(Dialects.named("hermes").orElseThrow(), start, "Hm.\n</think>\n\nHi."))
        .isEqualTo(new AssembledMessage("Hi.", "Hm.", List.of(), false));
  }

  @Test
  void keysComeInAnyOrderAndArgumentsMayBeAString() {
    assertThat(
            read(
                "<tool_call>{\"arguments\":{\"a\":[1,2]},\"x\":-1.5e3,\"name\":\"add\"}</tool_call>"))
        .isEqualTo(
            new AssembledMessage("", "", List.of(new Call("", "add", "{\"a\":[1,2]}")), false));
    assertThat(
            read(
                "<tool_call>{\"id\":\"7\",\"name\":\"add\",\"arguments\":\"{\\\"a\\\": \\\"\\\\n\\\"}\"}</tool_call>"))
        .isEqualTo(
            new AssembledMessage("", "", List.of(new Call("7", "add", "{\"a\": \"\\n\"}")), false));
  }

  @Test
  void missingAndNullArgumentsAreAnEmptyObject() {
    Call none = new Call("", "noargs", "{}");
    assertThat(read("<tool_call>{\"name\": \"noargs\"}</tool_call>").calls()).containsExactly(none);
    assertThat(read("<tool_call>{\"name\": \"noargs\", \"arguments\": null}</tool_call>").calls())
        .containsExactly(none);
    assertThat(read("<tool_call>{\"arguments\": \"\", \"name\": \"noargs\"}</tool_call>").calls())
        .containsExactly(none);
  }

  @Test
  void whatAStringHoldsEndsNoCall() {
    String arguments =
        "{\"s\": \"q\\\"u'o\\nte\\\\ </tool_call> 世界 \\ud83d\\ude00 😀 {\", \"l\": [true, null]}";
    assertThat(read("<tool_call>{\"name\": \"add\", \"arguments\": " + arguments + "}</tool_call>"))
        .isEqualTo(new AssembledMessage("", "", List.of(new Call("", "add", arguments)), false));
  }

  @Test
  void aTagThatBeginsNoCallIsText() {
    String text = "Write <tool_call> and </tool_call>, <tool_call>x or {\"name\": 1} 😀.";
    assertThat(read(text)).isEqualTo(new AssembledMessage(text, "", List.of(), false));
  }

  @Test
  void aBrokenCallIsTextAndFlagged() {
    for (String broken :
        List.of(
            "<tool_call>{\"name\": \"add\", \"arguments\": {\"a\": }}</tool_call>",
            "<tool_call>{\"name\": \"add\", \"arguments\": {\"a\": 1",
            "<tool_call>\n{\"name\": \"add\", \"arguments\": [1]}\n</tool_call> yes",
            "<tool_call>{\"arguments\": {}}</tool_call>",
            "<tool_call>{name: add}</tool_call>")) {
      assertThat(read(broken)).isEqualTo(new AssembledMessage(broken, "", List.of(), true));
    }
  }

  @Test
  void aCallAfterABrokenOneIsRead() {
    String broken = "<tool_call>{\"name\": \"add\", \"arguments\": {\"a\": 1";
    assertThat(read(broken + CALL)).isEqualTo(new AssembledMessage(broken, "", List.of(ADD), true));
  }

  @Test
  void withoutToolsACallIsText() {
    OutputStart start = new OutputStart("", List.of(), false);
    assertThat(Reading.read(Dialects.named("hermes").orElseThrow(), start, CALL).content())
        .isEqualTo(CALL);
  }

  @Test
  void reasoningStaysInTheTextWhereWanted() {
    OutputStart start = new OutputStart("", Reading.TOOLS, true);
    String output = "<think>\nHm. <think>\n</think>\n\nHi.\n";
    assertThat(Reading.read(Dialects.named("hermes").orElseThrow(), start, output + CALL))
        .isEqualTo(new AssembledMessage(output.strip(), "", List.of(ADD), false));
  }

  @Test
  void argumentsStreamAsFragments() {
    OutputParser parser = Dialects.named("hermes").orElseThrow().parser(Reading.start(""));
    assertThat(parser.accept("<tool_call>{\"name\": \"add\", \"arguments\": {\"a\""))
        .containsExactly(
            new OutputEvent.CallStart(0, "", "add"), new OutputEvent.CallArguments(0, "{\"a\""));
    assertThat(parser.accept(": 1}")).containsExactly(new OutputEvent.CallArguments(0, ": 1}"));
    assertThat(parser.accept("}")).containsExactly(new OutputEvent.CallEnd(0));
  }
}
