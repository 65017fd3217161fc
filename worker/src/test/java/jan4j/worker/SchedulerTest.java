package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.LoadOptions;
import jan4j.core.Sampling;
import jan4j.testkit.TinyModels;
import jan4j.testkit.TinyVocabulary;
import jan4j.wire.worker.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("native")
class SchedulerTest {
  private static final Sampling GREEDY = Sampling.builder().temperature(0).build();

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"QUANTIZED", "MIXTURE_OF_EXPERTS"})
  void batchedAnswersEqualSoloAnswers(TinyModels.Kind kind) {
    Path model = TinyModels.write(kind, folder);
    List<String> solo = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      try (NativeHarness harness = new NativeHarness(model, LoadOptions.DEFAULT)) {
        List<Report> reports = harness.await(harness.start(prompt(i), 20 + i, GREEDY));
        assertThat(NativeHarness.finished(reports).completionTokens()).isEqualTo(20 + i);
        solo.add(NativeHarness.text(reports));
      }
    }
    assertThat(solo).doesNotHaveDuplicates();
    try (NativeHarness harness = new NativeHarness(model, LoadOptions.DEFAULT)) {
      List<Long> ids = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        ids.add(harness.start(prompt(i), 20 + i, GREEDY));
      }
      for (int i = 0; i < 6; i++) {
        assertThat(NativeHarness.text(harness.await(ids.get(i)))).isEqualTo(solo.get(i));
      }
    }
  }

  /// Prompts of different lengths that share their beginning.
  private static List<Integer> prompt(int i) {
    List<Integer> tokens = new ArrayList<>();
    tokens.add(TinyVocabulary.BOS);
    for (int j = 0; j < 10 + 37 * i; j++) {
      tokens.add(TinyVocabulary.FIRST_TEXT + (j * 7 + (j > 5 ? i : 0)) % 90);
    }
    return tokens;
  }
}
