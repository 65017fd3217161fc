package jan4j.model.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.model.dialect.AssembledMessage.Call;
import java.util.List;
import org.junit.jupiter.api.Test;

class HarmonyTest {
  private static final String PROMPT = "<|start|>user<|message|>Hi<|end|><|start|>assistant";
  private static final Call ADD = new Call("", "add", "{\"a\": 1}");

  private static AssembledMessage read(String prompt, String output) {
    return Reading.read(Dialects.named("harmony").orElseThrow(), Reading.start(prompt), output);
  }

  private static AssembledMessage read(String output) {
    return read(PROMPT, output);
  }

  @Test
  void analysisIsReasoningAndFinalIsText() {
    assertThat(
            read(
                "<|channel|>analysis<|message|>They greet.<|end|>"
                    + "<|start|>assistant<|channel|>final<|message|>Hi! <|return|>"))
        .isEqualTo(new AssembledMessage("Hi! ", "They greet.", List.of(), false));
  }

  @Test
  void theRecipientMayStandBeforeOrBehindTheChannel() {
    AssembledMessage expected = new AssembledMessage("", "", List.of(ADD), false);
    String arguments = "<|message|>{\"a\": 1}<|call|>";
    assertThat(read("<|channel|>commentary to=functions.add <|constrain|>json" + arguments))
        .isEqualTo(expected);
    assertThat(read(" to=functions.add<|channel|>commentary json" + arguments)).isEqualTo(expected);
    assertThat(read("<|channel|>analysis to=functions.add code" + arguments)).isEqualTo(expected);
    assertThat(read("<|channel|>commentary to=functions.add<|message|>\"{\\\"a\\\": 1}\""))
        .isEqualTo(expected);
  }

  @Test
  void aPreambleIsTextAndCallsFollowReasoning() {
    assertThat(
            read(
                "<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>commentary"
                    + "<|message|>I add.<|end|><|start|>assistant<|channel|>commentary"
                    + " to=functions.add json<|message|>{\"a\": 1}<|call|>"))
        .isEqualTo(new AssembledMessage("I add.", "Hm.", List.of(ADD), false));
  }

  @Test
  void twoCallsAreReadInOrder() {
    String call = "<|channel|>commentary to=functions.add<|message|>{\"a\": 1}<|call|>";
    assertThat(read(call + "<|start|>assistant" + call).calls()).containsExactly(ADD, ADD);
  }

  @Test
  void aCallWithoutArgumentsAndAnUnknownOneAreCalls() {
    assertThat(read("<|channel|>commentary to=functions.noargs<|message|><|call|>").calls())
        .containsExactly(new Call("", "noargs", "{}"));
    assertThat(read("<|channel|>commentary to=browser.search<|message|>{}<|call|>").calls())
        .containsExactly(new Call("", "browser.search", "{}"));
  }

  @Test
  void thePromptMayHaveBegunTheMessage() {
    assertThat(
            read(
                PROMPT + "<|channel|>analysis<|message|>",
                "Hm.<|end|><|start|>assistant<|channel|>final<|message|>Yes."))
        .isEqualTo(new AssembledMessage("Yes.", "Hm.", List.of(), false));
    assertThat(read(PROMPT + "<|channel|>final<|message|>", "Yes."))
        .isEqualTo(new AssembledMessage("Yes.", "", List.of(), false));
  }

  @Test
  void anAnswerWithoutAHeaderIsText() {
    assertThat(read("Use <b> or {\"a\": 1}, to=functions.add"))
        .isEqualTo(
            new AssembledMessage("Use <b> or {\"a\": 1}, to=functions.add", "", List.of(), false));
  }

  @Test
  void aBrokenCallIsTextAndFlagged() {
    for (String broken :
        List.of(
            "<|channel|>commentary to=functions.add<|message|>{\"a\": ",
            "<|channel|>commentary to=functions.add<|message|>print(1)",
            "<|channel|>commentary to=functions.add json")) {
      assertThat(read(broken)).isEqualTo(new AssembledMessage(broken, "", List.of(), true));
    }
  }

  @Test
  void reasoningStaysInTheTextWhereWanted() {
    OutputStart start = new OutputStart(PROMPT, Reading.TOOLS, true);
    String analysis = "<|channel|>analysis<|message|>Hm.<|end|>";
    String output = analysis + "<|start|>assistant<|channel|>final<|message|>Yes.<|return|>";
    assertThat(Reading.read(Dialects.named("harmony").orElseThrow(), start, output))
        .isEqualTo(new AssembledMessage(analysis + "Yes.", "", List.of(), false));
  }
}
