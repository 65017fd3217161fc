package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.LoadOptions.Switch;
import jan4j.core.Sampling;
import jan4j.testkit.TinyModels;
import jan4j.testkit.TinyVocabulary;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Grammars on a model of random weights, which never says by itself what a grammar wants.
@Tag("native")
@Timeout(120)
class ConstraintTest {
  private static final List<Integer> PROMPT = Prompts.tokens(30, 1);
  private static final Command.AnswerText PLAIN = Command.AnswerText.PLAIN;
  private static final String JSON =
      "root ::= \"{\\\"name\\\": \\\"\" [a-z]{1,8} \"\\\", \\\"age\\\": \" [1-9] [0-9]? \"}\"";

  @TempDir static Path folder;

  private static NativeHarness harness;

  @BeforeAll
  static void load() {
    harness = new NativeHarness(TinyModels.dense(folder), Prompts.options(1024, 4, Switch.AUTO));
  }

  @AfterAll
  static void unload() {
    if (harness != null) {
      harness.close();
    }
  }

  @Test
  void aGrammarHoldsWithEverySampler() {
    Sampling.Builder base = Sampling.builder().seed(5).grammar(JSON);
    List<Sampling> all =
        List.of(
            Prompts.GREEDY.toBuilder().grammar(JSON).build(),
            base.build(),
            base.minP(0.9).topK(1).topP(0.01).build(),
            Sampling.builder().seed(6).grammar(JSON).topNSigma(0.1).build(),
            Sampling.builder().seed(7).grammar(JSON).typicalP(0.1).topK(0).build(),
            Sampling.builder().seed(8).grammar(JSON).xtcProbability(1).xtcThreshold(0.01).build(),
            Sampling.builder().seed(9).grammar(JSON).mirostat(2).build(),
            Sampling.builder().seed(9).grammar(JSON).mirostat(1).build(),
            Sampling.builder().seed(9).grammar(JSON).dynatempRange(0.5).build(),
            Sampling.builder().seed(9).grammar(JSON).dryMultiplier(2).repeatPenalty(1.5).build(),
            Sampling.builder()
                .seed(9)
                .grammar(JSON)
                .temperature(5)
                .logitBias(bias(90, 100))
                .build());
    for (Sampling sampling : all) {
      List<Report> reports = ask(sampling, 80, PLAIN);
      assertThat(NativeHarness.finished(reports).reason()).as("%s", sampling).isEqualTo("stop");
      assertThat(NativeHarness.text(reports))
          .as("%s", sampling)
          .matches("\\{\"name\": \"[a-z]{1,8}\", \"age\": [1-9][0-9]?}");
    }
  }

  private static Map<Integer, Double> bias(double bias, int nTokens) {
    Map<Integer, Double> out = new HashMap<>();
    IntStream.range(0, nTokens).forEach(i -> out.put(TinyVocabulary.FIRST_TEXT + i * 3, bias));
    return out;
  }

  @Test
  void manyAnswersWithAndWithoutAGrammarRunTogether() {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Sampling sampling =
          Sampling.builder().seed(i).grammar(i % 2 == 0 ? JSON : "").ignoreEos(i % 2 == 1).build();
      ids.add(start(sampling, 60, PLAIN));
    }
    for (int i = 0; i < 4; i++) {
      String text = NativeHarness.text(harness.await(ids.get(i)));
      assertThat(text.startsWith("{\"name\": \"")).isEqualTo(i % 2 == 0);
    }
  }

  @Test
  void charactersOfSeveralBytesHold() {
    Sampling sampling = Sampling.builder().seed(1).grammar("root ::= [\u4e00-\u9fff]{3}").build();
    List<Report> reports = ask(sampling, 40, PLAIN);
    assertThat(NativeHarness.text(reports)).matches("[\u4e00-\u9fff]{3}");
    assertThat(NativeHarness.finished(reports).reason()).isEqualTo("stop");
  }

  @Test
  void bytesThatAreNoTextAreNeverChosen() {
    Map<Integer, Double> bytes = new HashMap<>();
    IntStream.range(0x80, 0x100).forEach(b -> bytes.put(TinyVocabulary.FIRST_BYTE + b, 100.0));
    for (int seed = 0; seed < 20; seed++) {
      Sampling sampling =
          Sampling.builder().seed(seed).grammar("root ::= .{8}").logitBias(bytes).build();
      String text = NativeHarness.text(ask(sampling, 60, PLAIN));
      assertThat(text.codePointCount(0, text.length())).isEqualTo(8);
      assertThat(text).doesNotContain("\ufffd");
    }
  }

  @Test
  void controlTokensArePrintedOnlyWhereTheyAreShown() {
    Sampling forced =
        Prompts.GREEDY.toBuilder().logitBias(Map.of(TinyVocabulary.imStart(), 1000.0)).build();
    assertThat(NativeHarness.text(ask(forced, 2, PLAIN))).isEmpty();
    assertThat(NativeHarness.text(ask(forced, 2, shown("<|im_start|>"))))
        .isEqualTo("<|im_start|><|im_start|>");
    Sampling ending =
        Prompts.GREEDY.toBuilder().logitBias(Map.of(TinyVocabulary.imEnd(), 1000.0)).build();
    assertThat(NativeHarness.text(ask(ending, 2, PLAIN))).isEmpty();
    assertThat(NativeHarness.text(ask(ending, 2, shown("<|im_end|>", "<nope>"))))
        .isEqualTo("<|im_end|>");
  }

  @Test
  void aControlTokenThatIsNotShownCannotStandForTextOfAGrammar() {
    Sampling sampling =
        Prompts.GREEDY.toBuilder()
            .grammar("root ::= \"a<|im_start|>b\"")
            .logitBias(Map.of(TinyVocabulary.imStart(), 1000.0))
            .build();
    assertThat(NativeHarness.text(ask(sampling, 40, PLAIN))).isEqualTo("a<|im_start|>b");
    List<Report> shown = ask(sampling, 40, shown("<|im_start|>"));
    assertThat(NativeHarness.text(shown)).isEqualTo("a<|im_start|>b");
    assertThat(NativeHarness.finished(shown).completionTokens()).isEqualTo(4);
  }

  @Test
  void aGrammarMayNameTokens() {
    Sampling sampling =
        Prompts.GREEDY.toBuilder().grammar("root ::= \"a\" <|im_start|> \"b\"").build();
    List<Report> reports = ask(sampling, 40, PLAIN);
    assertThat(NativeHarness.text(reports)).isEqualTo("ab");
    assertThat(NativeHarness.finished(reports).completionTokens()).isEqualTo(4);
    Sampling unknown = Prompts.GREEDY.toBuilder().grammar("root ::= <|nope|>").build();
    assertThatThrownBy(() -> ask(unknown, 40, PLAIN)).hasMessageContaining("<|nope|>");
  }

  @Test
  void aLazyGrammarLetsTextPassAndHoldsFromItsTriggerOn() {
    String free = NativeHarness.text(ask(Prompts.GREEDY, 60, PLAIN));
    // what the model says by itself, over the ends of its tokens: they begin with a space
    int end = free.indexOf(' ', 24);
    String trigger = free.substring(end - 5, end);
    int at = free.indexOf(trigger);
    Sampling lazy =
        Prompts.GREEDY.toBuilder().grammar("root ::= \"" + trigger + "\" \"#\" [0-9]{3}").build();
    List<Report> reports =
        ask(lazy, 60, new Command.AnswerText(List.of(), List.of("never", trigger), List.of()));
    assertThat(NativeHarness.text(reports))
        .startsWith(free.substring(0, at))
        .containsPattern("\\Q" + trigger + "\\E#[0-9]{3}$");
    assertThat(NativeHarness.finished(reports).reason()).isEqualTo("stop");
  }

  @Test
  void aLazyGrammarWhoseTriggerNeverComesChangesNothing() {
    String free = NativeHarness.text(ask(Prompts.GREEDY, 30, PLAIN));
    Sampling lazy = Prompts.GREEDY.toBuilder().grammar("root ::= \"<call>\"").build();
    assertThat(
            NativeHarness.text(
                ask(lazy, 30, new Command.AnswerText(List.of(), List.of("<call>"), List.of()))))
        .isEqualTo(free);
  }

  @Test
  void anAnswerThatCannotGoOnFailsAndIsNotFinished() {
    Map<Integer, Double> noDigits = new HashMap<>();
    for (int token = 0; token < TinyVocabulary.size(); token++) {
      if (token != TinyVocabulary.FIRST_TEXT + 2 + 'a' - '!') {
        noDigits.put(token, Double.NEGATIVE_INFINITY);
      }
    }
    Sampling sampling =
        Prompts.GREEDY.toBuilder().grammar("root ::= \"a\" \"5\"").logitBias(noDigits).build();
    assertThat(ask(sampling, 40, PLAIN).getLast())
        .isInstanceOfSatisfying(
            Report.Failed.class,
            f -> {
              assertThat(f.code()).isEqualTo("grammar_invalid");
              assertThat(f.message()).contains("after 1 tokens");
            });
  }

  @Test
  void whatOnlyTheLibraryRefusesFailsTheRequestOnly() {
    Sampling sampling =
        Prompts.GREEDY.toBuilder().grammar("root ::= (\"x\" (\"a\"{0,50})){50}").build();
    assertThat(ask(sampling, 5, PLAIN).getLast())
        .isInstanceOfSatisfying(
            Report.Failed.class, f -> assertThat(f.message()).contains("does not parse"));
    assertThat(NativeHarness.finished(ask(Prompts.GREEDY, 3, PLAIN))).isNotNull();
  }

  private static Command.AnswerText shown(String... tokens) {
    return new Command.AnswerText(List.of(tokens), List.of(), List.of());
  }

  private static List<Report> ask(Sampling sampling, int maxTokens, Command.AnswerText answer) {
    return harness.await(start(sampling, maxTokens, answer));
  }

  private static long start(Sampling sampling, int maxTokens, Command.AnswerText answer) {
    return harness.start(
        new Command.Generate(
            harness.newId(),
            List.of(),
            PROMPT,
            sampling,
            maxTokens,
            List.of(),
            -1,
            true,
            false,
            answer));
  }
}
