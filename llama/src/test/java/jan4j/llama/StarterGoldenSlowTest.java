package jan4j.llama;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.testkit.StarterGoldens;
import jan4j.testkit.TestEnvironment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The binding against what llama-server answered: same tokens in, same tokens out. One thread: the
/// tokens are the same, and two collapse on a busy machine.
@Tag("slow")
class StarterGoldenSlowTest {
  private static final int N_PREDICT = 48;

  private static Model model;

  @BeforeAll
  static void open() {
    LlamaLibrary library = LlamaLibrary.load(TestEnvironment.nativeFolder(), LogSink.NONE);
    model =
        Model.load(
            library, TestEnvironment.starterModel(), new ModelParameters(), ProgressListener.NONE);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  static List<StarterGoldens.Case> goldens() {
    return StarterGoldens.read();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void aPromptBecomesTheTokensThatThePeerSaw(StarterGoldens.Case golden) {
    assertThat(model.vocabulary().tokenize(golden.rendered(), true, true))
        .containsExactly(golden.promptTokens().toArray(new Integer[0]));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void greedyTokensAreThePeersOrPartFromThemAtANearTie(StarterGoldens.Case golden) {
    List<StarterGoldens.Token> tokens = greedy(golden.promptTokens());

    assertThat(golden.agreesWith(tokens))
        .as("%s parts at %d", golden.name(), golden.divergence(tokens))
        .isTrue();
  }

  private static List<StarterGoldens.Token> greedy(List<Integer> prompt) {
    List<StarterGoldens.Token> out = new ArrayList<>();
    float[] logits = new float[model.vocabulary().size()];
    ContextParameters parameters = new ContextParameters().nCtx(1024).nThreads(1).nThreadsBatch(1);
    try (Context context = Context.create(model, parameters);
        Batch batch = new Batch(prompt.size())) {
      for (int i = 0; i < prompt.size(); i++) {
        batch.add(prompt.get(i), i, 0, i == prompt.size() - 1);
      }
      while (true) {
        assertThat(context.decode(batch)).isEqualTo(DecodeResult.OK);
        context.logits(batch.size() - 1, logits);
        StarterGoldens.Token best = best(logits);
        out.add(best);
        if (model.vocabulary().isEndOfGeneration(best.id()) || out.size() == N_PREDICT) {
          return out;
        }
        batch.clear();
        batch.add(best.id(), prompt.size() + out.size() - 1, 0, true);
      }
    }
  }

  /// The two best tokens. Logits stand in for logprobs: only their difference counts.
  private static StarterGoldens.Token best(float[] logits) {
    int first = logits[0] >= logits[1] ? 0 : 1;
    int second = 1 - first;
    for (int i = 2; i < logits.length; i++) {
      if (logits[i] > logits[first]) {
        second = first;
        first = i;
      } else if (logits[i] > logits[second]) {
        second = i;
      }
    }
    return new StarterGoldens.Token(first, logits[first], second, logits[second]);
  }
}
