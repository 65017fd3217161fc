package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.LoadOptions;
import jan4j.core.LoadOptions.Switch;
import jan4j.testkit.TinyModels;
import jan4j.testkit.TinyModels.Kind;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Batching and prefix reuse change nothing in what is answered, with every kind of memory.
@Tag("native")
class SchedulerTest {
  private static final LoadOptions OPTIONS = Prompts.options(1024, 4, Switch.AUTO);

  @TempDir Path folder;

  /// Kernels add in another order when rows share a batch, so logits differ in their last bits: a
  /// near tie may fall the other way. Quantised rows differ more, and rounding can also flip which
  /// experts are asked.
  @ParameterizedTest
  @EnumSource
  void batchedAnswersEqualSoloAnswersUpToNearTies(Kind kind) {
    double tie =
        switch (kind) {
          case QUANTIZED, MIXTURE_OF_EXPERTS -> 0.6;
          case DENSE, BASE, SLIDING_WINDOW, RECURRENT, HYBRID -> 0.1;
        };
    Path model = TinyModels.write(kind, folder);
    List<List<Report.Logprob>> solo = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      try (NativeHarness harness = new NativeHarness(model, OPTIONS)) {
        solo.add(
            tokens(harness, harness.startWithLogprobs(Prompts.tokens(10 + 37 * i, i), 20 + i)));
      }
    }
    assertThat(solo).doesNotHaveDuplicates();
    try (NativeHarness harness = new NativeHarness(model, OPTIONS)) {
      List<Long> ids = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        ids.add(harness.startWithLogprobs(Prompts.tokens(10 + 37 * i, i), 20 + i));
      }
      for (int i = 0; i < 6; i++) {
        NativeHarness.assertSameUpToTies(tokens(harness, ids.get(i)), solo.get(i), tie);
      }
    }
  }

  static Stream<Arguments> memories() {
    return Stream.concat(
        Stream.of(Kind.DENSE, Kind.SLIDING_WINDOW, Kind.RECURRENT, Kind.HYBRID)
            .map(kind -> Arguments.of(kind, Switch.ON)),
        Stream.of(Arguments.of(Kind.SLIDING_WINDOW, Switch.OFF)));
  }

  @ParameterizedTest
  @MethodSource("memories")
  void reuseOfAPrefixGivesTheTokensOfAFreshRead(Kind kind, Switch swaFull) {
    Path model = TinyModels.write(kind, folder);
    LoadOptions options = Prompts.options(1024, 2, swaFull);
    try (NativeHarness harness = new NativeHarness(model, options)) {
      List<Integer> prompt = Prompts.tokens(100, 1);
      assertThat(answer(harness, prompt, 24).cachedTokens()).isZero();
      boolean rollsBack = kind == Kind.DENSE || kind == Kind.SLIDING_WINDOW;

      // the same again: the last token at least is read anew
      Answer same = answer(harness, prompt, 24);
      assertThat(same.text()).isEqualTo(fresh(model, options, prompt, 24));
      assertThat(same.cachedTokens()).isEqualTo(prompt.size() - 1);

      // an edit in the middle
      List<Integer> edited = new ArrayList<>(prompt.subList(0, 60));
      edited.addAll(Prompts.tokens(30, 9));
      Answer changed = answer(harness, edited, 24);
      assertThat(changed.text()).isEqualTo(fresh(model, options, edited, 24));
      assertThat(changed.cachedTokens()).isEqualTo(rollsBack ? 60 : 0);
    }
  }

  @Test
  void aWindowThatMovedOnIsReadAnew() {
    Path model = TinyModels.slidingWindow(folder);
    LoadOptions options = Prompts.options(2048, 2, Switch.OFF);
    try (NativeHarness harness = new NativeHarness(model, options)) {
      List<Integer> prompt = Prompts.tokens(1600, 1);
      answer(harness, prompt, 3);
      List<Integer> edited = new ArrayList<>(prompt.subList(0, 700));
      edited.addAll(Prompts.tokens(30, 9));
      Answer changed = answer(harness, edited, 24);
      assertThat(changed.text()).isEqualTo(fresh(model, options, edited, 24));
      assertThat(changed.cachedTokens()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("memories")
  void aConversationGoesOnFromWhatIsHeld(Kind kind, Switch swaFull) {
    Path model = TinyModels.write(kind, folder);
    LoadOptions options = Prompts.options(1024, 2, swaFull);
    try (NativeHarness harness = new NativeHarness(model, options)) {
      List<Integer> conversation = new ArrayList<>(Prompts.tokens(80, 1));
      for (int turn = 0; turn < 4; turn++) {
        int before = conversation.size();
        List<Report> reports = harness.await(harness.startWithLogprobs(conversation, 12));
        assertThat(NativeHarness.text(reports)).isEqualTo(fresh(model, options, conversation, 12));
        assertThat(NativeHarness.finished(reports).cachedTokens())
            .isEqualTo(turn == 0 ? 0 : before - Prompts.tokens(7, 0).size() - 1);
        NativeHarness.logprobs(reports).forEach(l -> conversation.add(l.token()));
        conversation.addAll(Prompts.tokens(7, turn));
      }
    }
  }

  /// A client that renders an answer in another way than the model wrote it, or leaves its
  /// reasoning out.
  @ParameterizedTest
  @EnumSource(names = {"RECURRENT", "HYBRID"})
  void aStateGoesBackToTheEndOfThePromptBeforeAChangedAnswer(Kind kind) {
    Path model = TinyModels.write(kind, folder);
    LoadOptions options = Prompts.options(1024, 2, Switch.AUTO);
    try (NativeHarness harness = new NativeHarness(model, options)) {
      List<Integer> conversation = new ArrayList<>(Prompts.tokens(80, 1));
      tokens(harness, harness.startWithLogprobs(conversation, 12));
      for (int turn = 0; turn < 3; turn++) {
        int before = conversation.size();
        conversation.addAll(Prompts.tokens(30, turn + 3));
        List<Report> reports = harness.await(harness.startWithLogprobs(conversation, 12));
        assertThat(NativeHarness.finished(reports).cachedTokens()).isEqualTo(before - 1);
        try (NativeHarness fresh = new NativeHarness(model, options)) {
          NativeHarness.assertSameUpToTies(
              NativeHarness.logprobs(reports),
              tokens(fresh, fresh.startWithLogprobs(conversation, 12)),
              0.1);
        }
      }
    }
  }

  @Test
  void withoutCacheNothingIsReused() {
    try (NativeHarness harness = new NativeHarness(TinyModels.dense(folder), OPTIONS)) {
      List<Integer> prompt = Prompts.tokens(50, 1);
      harness.await(harness.start(prompt, 3, Prompts.GREEDY));
      Command.Generate command =
          new Command.Generate(
              harness.newId(),
              List.of(),
              prompt,
              Prompts.GREEDY,
              3,
              List.of(),
              -1,
              false,
              false,
              Command.AnswerText.PLAIN);
      assertThat(NativeHarness.finished(harness.await(harness.start(command))).cachedTokens())
          .isZero();
    }
  }

  private record Answer(String text, int cachedTokens) {}

  private static Answer answer(NativeHarness harness, List<Integer> prompt, int maxTokens) {
    List<Report> reports = harness.await(harness.start(prompt, maxTokens, Prompts.GREEDY));
    return new Answer(NativeHarness.text(reports), NativeHarness.finished(reports).cachedTokens());
  }

  private static String fresh(
      Path model, LoadOptions options, List<Integer> prompt, int maxTokens) {
    try (NativeHarness harness = new NativeHarness(model, options)) {
      return answer(harness, prompt, maxTokens).text();
    }
  }

  private static List<Report.Logprob> tokens(NativeHarness harness, long id) {
    return NativeHarness.logprobs(harness.await(id));
  }
}
