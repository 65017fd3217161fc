package jan4j.model.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.model.dialect.FormatSamples.Sample;
import jan4j.model.grammar.GbnfMatcher;
import jan4j.model.grammar.GrammarOptions;
import jan4j.model.grammar.GrammarRules;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a format's grammar lets through is what the format reads.
class SampleGrammarTest {
  /// Calls as the grammar writes them, where a format knows more than one way.
  private static final Map<String, String> WRITTEN =
      Map.of(
          "lfm2",
          "<|tool_call_start|>[{\"name\": \"weather\", \"arguments\": {\"city\": \"Oslo\", \"days\": 2}}]"
              + "<|tool_call_end|>",
          "gemma4",
          "<|tool_call>call:weather{{\"city\": \"Oslo\", \"days\": 2}}<tool_call|>");

  static Stream<Sample> samples() {
    return FormatSamples.ALL.stream().filter(s -> !s.dialect().equals("minimax-m3"));
  }

  private static GbnfMatcher grammar(Sample sample) {
    GrammarRules rules = new GrammarRules(GrammarOptions.STRICT);
    OutputStart start = new OutputStart("", FormatSamples.tools(), false);
    CallGrammar calls =
        Dialects.named(sample.dialect())
            .orElseThrow()
            .calls(
                start, true, t -> rules.add("args-" + t.name().replace('.', '-'), t.parameters()))
            .orElseThrow();
    return GbnfMatcher.of(calls.callsOnly() + rules.text());
  }

  private static String written(Sample sample) {
    return WRITTEN.getOrDefault(sample.dialect(), sample.one());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aCallOfTheFormatMatches(Sample sample) {
    String call = written(sample);
    assertThat(grammar(sample).matches(call)).isTrue();

    AssembledMessage message =
        Reading.read(
            Dialects.named(sample.dialect()).orElseThrow(),
            new OutputStart("", FormatSamples.tools(), false),
            call);
    assertThat(message.calls()).hasSize(1);
    assertThat(message.broken()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatTheSchemaForbidsDoesNotMatch(Sample sample) {
    GbnfMatcher grammar = grammar(sample);
    String call = written(sample);

    assertThat(grammar.matches(call.replace("weather", "other"))).isFalse();
    assertThat(grammar.matches(call.replace("days", "dayz"))).isFalse();
    assertThat(grammar.matches(call.replace("2", "two"))).isFalse();
    assertThat(grammar.matches(call.replace("2", "2.5"))).isFalse();
    assertThat(grammar.matches(call.substring(0, call.length() - 1))).isFalse();
    assertThat(grammar.isPrefix(call.substring(0, call.length() / 2))).isTrue();
  }
}
