package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.JanException;
import jan4j.core.LoadOptions.Switch;
import jan4j.core.Sampling;
import jan4j.testkit.TinyModels;
import jan4j.testkit.TinyVocabulary;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What one request can ask for, on one loaded model.
@Tag("native")
class AnswerTest {
  private static final List<Integer> PROMPT = Prompts.tokens(30, 1);
  private static final Map<Integer, Double> END_NOW = Map.of(TinyVocabulary.EOS, 1000.0);

  @TempDir static Path folder;

  private static NativeHarness harness;

  @BeforeAll
  static void load() {
    harness = new NativeHarness(TinyModels.base(folder), Prompts.options(512, 2, Switch.AUTO));
  }

  @AfterAll
  static void unload() {
    if (harness != null) {
      harness.close();
    }
  }

  @Test
  void noTokensWantedIsAnEmptyAnswer() {
    List<Report> reports = ask(Prompts.GREEDY, 0, List.of(), -1);
    Report.Finished finished = NativeHarness.finished(reports);
    assertThat(finished.reason()).isEqualTo("length");
    assertThat(finished.completionTokens()).isZero();
    assertThat(reports).hasSize(2);
  }

  @Test
  void anEndOfGenerationTokenEndsTheAnswerAndCounts() {
    Sampling ending = Prompts.GREEDY.toBuilder().logitBias(END_NOW).build();
    Report.Finished finished = NativeHarness.finished(ask(ending, 20, List.of(), -1));
    assertThat(finished.reason()).isEqualTo("stop");
    assertThat(finished.completionTokens()).isEqualTo(1);
  }

  @Test
  void ignoringTheEndGoesOn() {
    Sampling ignoring = Prompts.GREEDY.toBuilder().logitBias(END_NOW).ignoreEos(true).build();
    Report.Finished finished = NativeHarness.finished(ask(ignoring, 20, List.of(), -1));
    assertThat(finished.reason()).isEqualTo("length");
    assertThat(finished.completionTokens()).isEqualTo(20);
  }

  @Test
  void aStopTextAcrossTokensEndsTheAnswer() {
    String whole = NativeHarness.text(ask(Prompts.GREEDY, 30, List.of(), -1));
    String stop = whole.substring(20, 26);
    List<Report> reports = ask(Prompts.GREEDY, 30, List.of("never said", stop), -1);
    assertThat(NativeHarness.text(reports)).isEqualTo(whole.substring(0, whole.indexOf(stop)));
    assertThat(NativeHarness.finished(reports).reason()).isEqualTo("stop");
    assertThat(NativeHarness.finished(reports).stopText()).isEqualTo(stop);
  }

  @Test
  void logprobsComeForEveryTokenBestFirst() {
    List<Report> reports = ask(Prompts.GREEDY, 10, List.of(), 3);
    List<Report.Logprob> tokens = NativeHarness.logprobs(reports);
    assertThat(tokens).hasSize(10);
    assertThat(tokens)
        .allSatisfy(t -> {
          assertThat(t.alternatives()).hasSize(3);
          assertThat(t.alternatives().getFirst().token()).isEqualTo(t.token());
          assertThat(t.alternatives().getFirst().logprob()).isEqualTo(t.logprob());
          assertThat(t.alternatives().get(1).logprob()).isLessThanOrEqualTo(t.logprob());
        });
  }

  @Test
  void aSeedGivesTheSameAnswerAndNoSeedAnother() {
    Sampling hot = Sampling.builder().temperature(2).topK(0).topP(1).minP(0).build();
    String first = NativeHarness.text(ask(hot.toBuilder().seed(5).build(), 30, List.of(), -1));
    String again = NativeHarness.text(ask(hot.toBuilder().seed(5).build(), 30, List.of(), -1));
    String other = NativeHarness.text(ask(hot, 30, List.of(), -1));
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void aGrammarHoldsGreedyAndSampled() {
    String gbnf = "root ::= \"yes\" [0-9]+ \"!\"";
    for (Sampling sampling : List.of(Prompts.GREEDY, Sampling.builder().seed(3).build())) {
      List<Report> reports = ask(sampling.toBuilder().grammar(gbnf).build(), 40, List.of(), -1);
      assertThat(NativeHarness.text(reports)).matches("yes[0-9]+!?");
    }
    Sampling literal = Prompts.GREEDY.toBuilder().grammar("root ::= \"ab\"").build();
    List<Report> reports = ask(literal, 40, List.of(), -1);
    assertThat(NativeHarness.text(reports)).isEqualTo("ab");
    assertThat(NativeHarness.finished(reports).reason()).isEqualTo("stop");
    Sampling endless = literal.toBuilder().ignoreEos(true).build();
    assertThat(NativeHarness.text(ask(endless, 40, List.of(), -1))).isEqualTo("ab");
  }

  @Test
  void aGrammarThatDoesNotParseFailsTheRequestOnly() {
    Sampling broken = Prompts.GREEDY.toBuilder().grammar("root ::= (").build();
    assertThatThrownBy(() -> ask(broken, 5, List.of(), -1))
        .hasMessageContaining("does not parse at line 1");
    assertThat(NativeHarness.finished(ask(Prompts.GREEDY, 5, List.of(), -1))).isNotNull();
  }

  @Test
  void progressIsReportedWhereWanted() {
    Command.Generate command =
        new Command.Generate(
            harness.newId(),
            List.of(),
            Prompts.tokens(40, 77),
            Prompts.GREEDY,
            2,
            List.of(),
            -1,
            false,
            true,
            Command.AnswerText.PLAIN);
    List<Report> reports = harness.await(harness.start(command));
    assertThat(reports.get(1))
        .isInstanceOfSatisfying(
            Report.Progress.class,
            p -> {
              assertThat(p.promptTokens()).isEqualTo(41);
              assertThat(p.processedTokens()).isEqualTo(41);
            });
  }

  @Test
  void valuesOutsideTheVocabularyAreRefused() {
    assertThatThrownBy(() -> harness.start(List.of(1, 100_000), 5, Prompts.GREEDY))
        .isInstanceOf(JanException.class)
        .hasMessageContaining("token 100000");
    Sampling bias = Prompts.GREEDY.toBuilder().logitBias(Map.of(-5, 1.0)).build();
    assertThatThrownBy(() -> ask(bias, 5, List.of(), -1)).hasMessageContaining("logit_bias");
  }

  @Test
  void anEmptyPromptIsTheBeginningToken() {
    Report.Finished finished =
        NativeHarness.finished(harness.await(harness.start(List.of(), 2, Prompts.GREEDY)));
    assertThat(finished.promptTokens()).isEqualTo(1);
  }

  @Test
  void controlTokensComeOnlyOutOfTemplateText() {
    int start = TinyVocabulary.imStart();
    int end = TinyVocabulary.imEnd();
    assertThat(harness.tokenize(List.of(segment("<|im_start|>hi", true)))).contains(start);
    for (String typed :
        List.of("<|im_start|>", "a<|im_end|>b", "</s>", "<s>", "x<unk>y", "<|im_<|im_end|>end|>")) {
      int[] tokens =
          harness.tokenize(
              List.of(
                  segment("<|im_start|>", true),
                  segment(typed, false),
                  segment("<|im_end|>", true)));
      assertThat(tokens).startsWith(TinyVocabulary.BOS, start).endsWith(end);
      int[] inner = java.util.Arrays.copyOfRange(tokens, 2, tokens.length - 1);
      assertThat(inner)
          .isNotEmpty()
          .doesNotContain(start, end, TinyVocabulary.BOS, TinyVocabulary.EOS);
    }
  }

  private static Command.Segment segment(String text, boolean special) {
    return new Command.Segment(text, special);
  }

  private static List<Report> ask(
      Sampling sampling, int maxTokens, List<String> stop, int logprobs) {
    return harness.await(
        harness.start(
            new Command.Generate(
                harness.newId(),
                List.of(),
                PROMPT,
                sampling,
                maxTokens,
                stop,
                logprobs,
                true,
                false,
                Command.AnswerText.PLAIN)));
  }
}
