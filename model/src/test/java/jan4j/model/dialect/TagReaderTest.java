package jan4j.model.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.wire.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TagReaderTest {
  private static AssembledMessage read(String output) {
    return Reading.read(
        Dialects.named("qwen3-coder").orElseThrow(),
        new OutputStart("", FormatSamples.tools(), false),
        output);
  }

  private static String call(String text) {
    return "<tool_call>\n<function=note>\n<parameter=text>\n"
        + text
        + "\n</parameter>\n</function>\n</tool_call>";
  }

  private static Map<String, Object> arguments(AssembledMessage message) {
    return Json.readTree(message.calls().getFirst().arguments());
  }

  @Test
  void aClosingTagInsideAValueIsPartOfIt() {
    for (String text :
        new String[] {
          "a </parameter> b",
          "</parameter></parameter>",
          "</parameter>\n\n<parameter",
          "<parameter=x>\n1\n</parameter>\nno more",
          "</function>\n</tool_call>"
        }) {
      assertThat(arguments(read(call(text)))).containsEntry("text", text);
    }
  }

  @Test
  void onlyOneLineBreakAroundAValueIsTheFormats() {
    assertThat(arguments(read(call("\n  a\n")))).containsEntry("text", "\n  a\n");
    assertThat(arguments(read(call("")))).containsEntry("text", "");
  }

  @Test
  void theOuterMarkMayBeMissingWhereTheToolWasOffered() {
    String call = call("x").replace("<tool_call>\n", "");
    assertThat(read(call).calls()).hasSize(1);
    assertThat(read(call).content()).isEmpty();
    assertThat(read(call.replace("\n</tool_call>", "") + "\nDone.").content()).isEqualTo("Done.");

    String unknown = call.replace("function=note", "function=other");
    assertThat(read(unknown).calls()).isEmpty();
    assertThat(read(unknown).broken()).isFalse();
    assertThat(read(unknown).content()).isEqualTo(unknown);
  }

  @Test
  void aSectionMayHoldTwoCalls() {
    String function = "<function=note>\n<parameter=ok>\ntrue\n</parameter>\n</function>\n";
    AssembledMessage message = read("<tool_call>\n" + function + function + "</tool_call>");
    assertThat(message.calls()).hasSize(2);
    assertThat(message.calls().getFirst().arguments()).isEqualTo("{\"ok\":true}");
  }

  @Test
  void stringsStreamWhileTheyAreWritten() {
    OutputParser parser =
        Dialects.named("qwen3-coder")
            .orElseThrow()
            .parser(new OutputStart("", FormatSamples.tools(), false));
    parser.accept("<tool_call>\n<function=note>\n<parameter=text>\n");
    assertThat(parser.accept("a long text, ".repeat(100)))
        .singleElement()
        .isInstanceOfSatisfying(
            OutputEvent.CallArguments.class, a -> assertThat(a.fragment()).hasSizeGreaterThan(900));
  }

  @Test
  void aCallThatNeverEndsIsTextInTheEnd() {
    String endless = "<tool_call>\n<function=note>\n<parameter=ok>\n" + "x".repeat(3 << 20);
    AssembledMessage message =
        Assembler.read(
            Dialects.named("qwen3-coder")
                .orElseThrow()
                .parser(new OutputStart("", FormatSamples.tools(), false)),
            endless);
    assertThat(message.calls()).isEmpty();
    assertThat(message.broken()).isTrue();
    assertThat(message.content()).isEqualTo(endless);
  }
}
