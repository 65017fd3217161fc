package jan4j.model.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.model.dialect.FormatSamples.Sample;
import jan4j.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rules that hold for every format, on outputs written by hand, each cut at every position.
class FormatsTest {
  private static final Map<String, Object> OSLO = Map.of("city", "Oslo", "days", 2);
  private static final Map<String, Object> ROME = Map.of("city", "Rome", "days", 2);

  static Stream<Sample> samples() {
    return FormatSamples.ALL.stream();
  }

  private static AssembledMessage read(Sample sample, String promptTail, String output) {
    return Reading.read(
        Dialects.named(sample.dialect()).orElseThrow(),
        new OutputStart(promptTail, FormatSamples.tools(), false),
        output);
  }

  private static List<Object> arguments(AssembledMessage message) {
    return message.calls().stream().<Object>map(c -> Json.readTree(c.arguments())).toList();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aCallIsRead(Sample sample) {
    AssembledMessage message = read(sample, "", sample.one());

    assertThat(message.calls()).singleElement().matches(c -> c.name().equals("weather"));
    assertThat(arguments(message)).containsExactly(OSLO);
    assertThat(message.content()).isEmpty();
    assertThat(message.broken()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void callsAndTheTextsBetweenThemStayInOrder(Sample sample) {
    String output = "I look.\n" + sample.one() + "\nAgain:\n" + sample.other() + "\nDone.";

    AssembledMessage message = read(sample, "", output);

    assertThat(message.content()).isEqualTo("I look.\nAgain:\nDone.");
    assertThat(arguments(message)).containsExactly(OSLO, ROME);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aHardCallKeepsEveryCharacterAndType(Sample sample) {
    AssembledMessage message = read(sample, "", sample.hard());

    assertThat(arguments(message))
        .containsExactly(
            Map.of("text", FormatSamples.HARD, "tags", List.of("a", "it's"), "ok", true));
    assertThat(message.broken()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aBrokenCallIsTextAndFlagged(Sample sample) {
    AssembledMessage message = read(sample, "", "So: " + sample.broken());

    assertThat(message.content()).isEqualTo("So: " + sample.broken());
    assertThat(message.calls()).isEmpty();
    assertThat(message.broken()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aCallAfterABrokenOneIsRead(Sample sample) {
    AssembledMessage message = read(sample, "", sample.broken() + " Again: " + sample.one());

    boolean swallowed = message.calls().isEmpty();
    assertThat(swallowed ? message.content() : message.content() + sample.one())
        .startsWith(sample.broken());
    assertThat(message.broken()).isTrue();
  }

  /// Wherever an answer ends, what is no complete call is text.
  @ParameterizedTest
  @MethodSource("samples")
  void noCharacterOfATruncatedCallIsLost(Sample sample) {
    Dialect dialect = Dialects.named(sample.dialect()).orElseThrow();
    for (String call : List.of(sample.one(), sample.hard())) {
      for (int i = 1; i < call.length(); i++) {
        String cut = call.substring(0, i);
        if (Character.isHighSurrogate(cut.charAt(i - 1))) {
          continue;
        }
        OutputStart start = new OutputStart("", FormatSamples.tools(), false);
        AssembledMessage message = Assembler.read(dialect.parser(start), "Hm. " + cut);
        if (message.calls().isEmpty()) {
          assertThat(message.content().strip()).isEqualTo(("Hm. " + cut).strip());
        } else {
          assertThat(message.calls()).hasSize(1);
          assertThat(call.substring(i) + message.content()).doesNotContain("weather", "Oslo");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anUnknownFunctionIsStillACall(Sample sample) {
    AssembledMessage message = read(sample, "", sample.one().replace("weather", "un_known-1"));

    assertThat(message.calls()).singleElement().matches(c -> c.name().equals("un_known-1"));
    assertThat(arguments(message)).containsExactly(OSLO);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aCallInsideReasoningStaysReasoning(Sample sample) {
    if (sample.dialect().equals("hunyuan")) {
      return;
    }
    String thought = "Maybe " + sample.one() + " then.";

    assertThat(read(sample, "", "<think>\n" + thought + "\n</think>\n\nNo."))
        .isEqualTo(new AssembledMessage("No.", thought, List.of(), false));
    assertThat(read(sample, "<|assistant|><think>\n", thought + "</think>No."))
        .isEqualTo(new AssembledMessage("No.", thought, List.of(), false));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void reasoningMayStandBeforeACall(Sample sample) {
    if (sample.dialect().equals("hunyuan")) {
      return;
    }
    AssembledMessage message = read(sample, "", "<think>Hm.</think>\n" + sample.one());

    assertThat(message.reasoning()).isEqualTo("Hm.");
    assertThat(arguments(message)).containsExactly(OSLO);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void textWithBracesAndTagsIsText(Sample sample) {
    String text = "Use {\"a\": [1]}, <b>x</b>, <function>, </tool_call> or ]]> {{ y }} 世界.";

    assertThat(read(sample, "", text)).isEqualTo(new AssembledMessage(text, "", List.of(), false));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void withoutToolsNothingIsACall(Sample sample) {
    OutputStart start = new OutputStart("", List.of(), false);
    Dialect dialect = Dialects.named(sample.dialect()).orElseThrow();

    assertThat(Reading.read(dialect, start, sample.one()).content()).isEqualTo(sample.one());
  }

  /// An engine prints control tokens only where the dialect asks for them.
  @ParameterizedTest
  @MethodSource("samples")
  void everyControlTextIsNamed(Sample sample) {
    List<String> named = Dialects.named(sample.dialect()).orElseThrow().markTexts();
    List<String> control =
        Pattern.compile("<\\|[a-z_\"]+\\|?>|<[a-z_]+\\|>")
            .matcher(sample.one() + sample.hard())
            .results()
            .map(MatchResult::group)
            .filter(t -> named.stream().noneMatch(n -> n.contains(t)))
            .toList();
    assertThat(control).isEmpty();
  }
}
