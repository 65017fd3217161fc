package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.LoadOptions;
import jan4j.core.LoadOptions.Switch;
import jan4j.testkit.TinyModels;
import jan4j.testkit.TinyModels.Kind;
import jan4j.wire.worker.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Many requests, long prompts, full caches and cancels.
@Tag("native")
@Timeout(120)
class PressureTest {
  @TempDir Path folder;

  /// What a batch held: rows of decoding slots, and the prompt rows by request.
  private record Step(int nDecoding, List<Long> prefilling, int nPrefill) {}

  private final List<Step> steps = new CopyOnWriteArrayList<>();

  @Test
  void aLongPromptNeverHoldsUpTheOthers() {
    LoadOptions options = Prompts.options(2048, 4, Switch.AUTO);
    try (NativeHarness harness = new NativeHarness(TinyModels.dense(folder), options, this::note)) {
      long talker = harness.start(Prompts.tokens(5, 1), 400, Prompts.GREEDY);
      nextPiece(harness, talker);
      long reader = harness.start(Prompts.tokens(1500, 2), 2, Prompts.GREEDY);
      harness.await(reader);
      List<Step> mixed = steps.stream().filter(s -> s.prefilling().contains(reader)).toList();
      assertThat(mixed).hasSizeGreaterThan(10);
      assertThat(mixed).allSatisfy(s -> assertThat(s.nDecoding()).isEqualTo(1));
      assertThat(mixed).allSatisfy(s -> assertThat(s.nPrefill()).isLessThanOrEqualTo(128));
      harness.cancel(talker);
      harness.await(talker);
    }
  }

  @Test
  void aShortPromptDoesNotWaitForALongOne() {
    LoadOptions options = Prompts.options(2048, 4, Switch.AUTO);
    try (NativeHarness harness = new NativeHarness(TinyModels.dense(folder), options, this::note)) {
      long reader = harness.start(Prompts.tokens(1900, 2), 2, Prompts.GREEDY);
      harness.next(reader);
      long shortOne = harness.start(Prompts.tokens(9, 3), 2, Prompts.GREEDY);
      harness.await(shortOne);
      harness.await(reader);
      int first = first(s -> s.prefilling().contains(shortOne));
      int firstAlone = first(s -> s.prefilling().contains(reader));
      assertThat(first - firstAlone).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void aPromptAsLongAsTheContextIsRefusedWithBothLengths() {
    LoadOptions options = Prompts.options(256, 2, Switch.AUTO);
    try (NativeHarness harness = new NativeHarness(TinyModels.dense(folder), options)) {
      Report last =
          harness.await(harness.start(Prompts.tokens(299, 1), 5, Prompts.GREEDY)).getLast();
      assertThat(last)
          .isInstanceOfSatisfying(
              Report.Failed.class,
              failed -> {
                assertThat(failed.code()).isEqualTo("context_length_exceeded");
                assertThat(failed.message()).contains("300 tokens").contains("256");
              });
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DENSE", "SLIDING_WINDOW", "RECURRENT", "HYBRID"})
  void anAnswerEndsWithTheContext(Kind kind) {
    LoadOptions options = Prompts.options(256, 2, Switch.AUTO);
    try (NativeHarness harness = new NativeHarness(TinyModels.write(kind, folder), options)) {
      List<Report> reports =
          harness.await(harness.start(Prompts.tokens(199, 1), -1, Prompts.GREEDY));
      Report.Finished finished = NativeHarness.finished(reports);
      assertThat(finished.reason()).isEqualTo("length");
      assertThat(finished.completionTokens()).isEqualTo(256 - 200 + 1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DENSE", "SLIDING_WINDOW", "RECURRENT", "HYBRID"})
  void requestsThatDoNotFitTogetherAreAllAnsweredAsIfAlone(Kind kind) {
    Path model = TinyModels.write(kind, folder);
    LoadOptions options = Prompts.options(256, 4, Switch.AUTO);
    List<List<Report.Logprob>> alone = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      try (NativeHarness harness = new NativeHarness(model, options)) {
        alone.add(tokens(harness, harness.startWithLogprobs(Prompts.tokens(40 + i, i), 150)));
      }
    }
    try (NativeHarness harness = new NativeHarness(model, options)) {
      List<Long> ids = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        ids.add(harness.startWithLogprobs(Prompts.tokens(40 + i, i), 150));
      }
      for (int i = 0; i < 6; i++) {
        NativeHarness.assertSameUpToTies(tokens(harness, ids.get(i)), alone.get(i), 0.05);
      }
    }
  }

  @Test
  void aWindowThatIsNotKeptWholeServesManyToo() {
    LoadOptions options = Prompts.options(512, 4, Switch.OFF);
    Path model = TinyModels.slidingWindow(folder);
    try (NativeHarness harness = new NativeHarness(model, options)) {
      for (int round = 0; round < 3; round++) {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
          ids.add(harness.start(Prompts.tokens(100 + 10 * i, i), 40, Prompts.GREEDY));
        }
        for (long id : ids) {
          assertThat(NativeHarness.finished(harness.await(id)).completionTokens()).isEqualTo(40);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DENSE", "HYBRID"})
  void aThousandCancelsInEveryPhaseLeaveEverySlotFree(Kind kind) {
    LoadOptions options = Prompts.options(1024, 2, Switch.AUTO);
    Path model = TinyModels.write(kind, folder);
    try (NativeHarness harness = new NativeHarness(model, options)) {
      String before = text(harness, harness.start(Prompts.tokens(60, 1), 10, Prompts.GREEDY));
      for (int i = 0; i < 1000; i++) {
        long id = harness.start(Prompts.tokens(50 + i % 500, i), 50, Prompts.GREEDY);
        switch (i % 4) {
          case 0 -> {} // waiting or just begun
          case 1 -> harness.next(id); // in prefill
          case 2 -> nextPiece(harness, id); // decoding
          default -> {
            long other = harness.start(Prompts.tokens(30, i), 4, Prompts.GREEDY);
            harness.cancel(id);
            NativeHarness.finished(harness.await(other));
          }
        }
        harness.cancel(id);
        assertThat(harness.await(id).getLast())
            .isInstanceOfSatisfying(
                Report.Failed.class, f -> assertThat(f.code()).isEqualTo("cancelled"));
      }
      // both sequences serve at once, and what they answer is not disturbed
      long first = harness.start(Prompts.tokens(60, 1), 10, Prompts.GREEDY);
      long second = harness.start(Prompts.tokens(61, 2), 10, Prompts.GREEDY);
      assertThat(text(harness, first)).isEqualTo(before);
      NativeHarness.finished(harness.await(second));
    }
  }

  @Test
  void aCancelOfAnUnknownOrFinishedRequestIsNothing() {
    try (NativeHarness harness =
        new NativeHarness(TinyModels.dense(folder), Prompts.options(256, 2, Switch.AUTO))) {
      long id = harness.start(Prompts.tokens(5, 1), 2, Prompts.GREEDY);
      harness.await(id);
      harness.cancel(id);
      harness.cancel(999);
      harness.ping(77);
      assertThat(harness.next(77)).isEqualTo(new Report.Pong(77));
    }
  }

  private static String text(NativeHarness harness, long id) {
    List<Report> reports = harness.await(id);
    NativeHarness.finished(reports);
    return NativeHarness.text(reports);
  }

  private static List<Report.Logprob> tokens(NativeHarness harness, long id) {
    List<Report> reports = harness.await(id);
    NativeHarness.finished(reports);
    return NativeHarness.logprobs(reports);
  }

  private static void nextPiece(NativeHarness harness, long id) {
    Report report = harness.next(id);
    while (!(report instanceof Report.Piece)) {
      report = harness.next(id);
    }
  }

  private int first(Predicate<Step> predicate) {
    for (int i = 0; i < steps.size(); i++) {
      if (predicate.test(steps.get(i))) {
        return i;
      }
    }
    throw new AssertionError("no such step in " + steps);
  }

  private void note(List<Stepper.Rows> rows, int nDecoding) {
    List<Stepper.Rows> prefill = rows.subList(nDecoding, rows.size());
    int nPrefill = prefill.stream().mapToInt(Stepper.Rows::n).sum();
    steps.add(new Step(nDecoding, prefill.stream().map(r -> r.slot().id()).toList(), nPrefill));
  }
}
