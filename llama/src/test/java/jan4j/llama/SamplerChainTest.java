package jan4j.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class SamplerChainTest {
  private Model model;
  private Vocabulary vocabulary;

  @BeforeEach
  void load() {
    model = Tiny.dense();
    vocabulary = model.vocabulary();
  }

  @AfterEach
  void close() {
    if (model != null) {
      model.close();
    }
  }

  @Test
  void greedyChoosesTheArgmax() {
    try (Context context = Context.create(model, Tiny.small());
        Batch batch = new Batch(8);
        SamplerChain chain = SamplerChain.create(vocabulary, true).greedy()) {
      int row = Tiny.decode(context, batch, new int[] {10, 20, 30}, 0, 0);
      assertThat(chain.sample(context, row)).isEqualTo(context.argmax(row));
      assertThat(chain.performance().nSample()).isPositive();
      assertThatThrownBy(() -> chain.sample(context, 0)).hasMessageContaining("row 0");
    }
  }

  @Test
  void aSeedMakesTheChoiceRepeatable() {
    float[] logits = new float[vocabulary.size()];
    try (SamplerChain one = SamplerChain.create(vocabulary, false).temperature(0.8f).dist(42);
        SamplerChain two = SamplerChain.create(vocabulary, false).temperature(0.8f).dist(42)) {
      assertThat(one.apply(logits).selected()).isEqualTo(two.apply(logits).selected());
    }
  }

  @Test
  void eachCutKeepsTheMostLikely() {
    float[] logits = new float[vocabulary.size()];
    logits[7] = 9;
    logits[8] = 8;
    try (SamplerChain chain = SamplerChain.create(vocabulary, false).topK(2)) {
      Candidates left = chain.apply(logits);
      assertThat(left.list()).extracting(Candidates.Candidate::token).containsExactly(7, 8);
      assertThat(left.selected()).isEmpty();
    }
  }

  @Test
  void aBiasBansAToken() {
    float[] logits = new float[vocabulary.size()];
    logits[7] = 9;
    logits[8] = 8;
    try (SamplerChain chain =
        SamplerChain.create(vocabulary, false)
            .logitBias(Map.of(7, Float.NEGATIVE_INFINITY))
            .greedy()) {
      assertThat(chain.apply(logits).selected()).hasValue(8);
    }
  }

  @Test
  void everySamplerCanBePutIntoAChain() {
    try (SamplerChain chain =
            SamplerChain.create(vocabulary, false)
                .penalties(64, 1.1f, 0.1f, 0.1f)
                .dry(0.8f, 1.75f, 2, 64, List.of("\n", ":"))
                .topNSigma(2)
                .topK(40)
                .typical(0.95f, 1)
                .topP(0.9f, 1)
                .minP(0.05f, 1)
                .xtc(0.1f, 0.2f, 1, 3)
                .dynamicTemperature(0.8f, 0.2f, 1)
                .dist(3);
        SamplerChain mirostat = SamplerChain.create(vocabulary, false).mirostat(1, 5, 0.1f, 100);
        SamplerChain second = SamplerChain.create(vocabulary, false).mirostatV2(1, 5, 0.1f);
        SamplerChain adaptive = SamplerChain.create(vocabulary, false).adaptiveP(0.5f, 0.9f, 1);
        SamplerChain copy = chain.copy()) {
      float[] logits = new float[vocabulary.size()];
      for (SamplerChain each : List.of(chain, mirostat, second, adaptive, copy)) {
        assertThat(each.apply(logits).selected()).isPresent();
      }
      assertThat(chain.names()).hasSize(10).endsWith("dist");
    }
  }

  @Test
  void aChainThatChoosesNothingIsRefusedBeforeTheLibraryAsserts() {
    try (Context context = Context.create(model, Tiny.small());
        Batch batch = new Batch(8);
        SamplerChain chain = SamplerChain.create(vocabulary, false).topK(3)) {
      int row = Tiny.decode(context, batch, new int[] {10}, 0, 0);
      assertThatThrownBy(() -> chain.sample(context, row)).hasMessageContaining("chooses no token");
    }
  }
}
