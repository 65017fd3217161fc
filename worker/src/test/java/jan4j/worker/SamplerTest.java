package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import jan4j.core.Sampling;
import jan4j.wire.worker.Report;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private static final float[] LOGITS = {0, 3, 1, 2};

  private final Candidates candidates = new Candidates();

  @Test
  void temperatureZeroTakesTheBestAndOfTiesTheFirst() {
    Sampling greedy = Sampling.builder().temperature(0).build();
    assertThat(choose(greedy, 1, LOGITS)).isEqualTo(1);
    assertThat(choose(greedy, 1, new float[] {1, 5, 5, 0})).isEqualTo(1);
  }

  @Test
  void biasComesBeforeTheChoiceAndCanBan() {
    Sampling.Builder greedy = Sampling.builder().temperature(0);
    assertThat(choose(greedy.logitBias(Map.of(2, 5.0)).build(), 1, LOGITS)).isEqualTo(2);
    Sampling ban = greedy.logitBias(Map.of(1, Double.NEGATIVE_INFINITY)).build();
    assertThat(choose(ban, 1, LOGITS)).isEqualTo(3);
  }

  @Test
  void bannedTokensAreNeverChosenAndAllBannedGivesNothing() {
    Sampling hot = Sampling.builder().temperature(100).topK(0).topP(1).minP(0).build();
    Sampler sampler = new Sampler(hot, 4, 100, new int[] {0, 1, 2}, DryBreakers.NONE, 1);
    for (int i = 0; i < 100; i++) {
      assertThat(sampler.choose(LOGITS.clone(), new TokenList(), candidates)).isEqualTo(3);
    }
    for (int mirostat = 0; mirostat <= 2; mirostat++) {
      for (double temperature : new double[] {0, 1}) {
        Sampling s = hot.toBuilder().mirostat(mirostat).temperature(temperature).build();
        Sampler none = new Sampler(s, 4, 100, new int[] {0, 1, 2, 3}, DryBreakers.NONE, 1);
        assertThat(none.choose(LOGITS.clone(), new TokenList(), candidates))
            .isEqualTo(Sampler.NOTHING);
      }
    }
  }

  @Test
  void aSeedGivesTheSameTokensWithEveryFilterAndAnotherSeedOthers() {
    Sampling all =
        Sampling.builder()
            .temperature(1.5)
            .topK(200)
            .topP(0.98)
            .minP(0.001)
            .typicalP(0.98)
            .topNSigma(3)
            .xtcProbability(0.5)
            .dynatempRange(0.5)
            .repeatPenalty(1.1)
            .dryMultiplier(0.8)
            .build();
    assertThat(run(all, 11)).isEqualTo(run(all, 11)).isNotEqualTo(run(all, 12));
    for (int mirostat = 1; mirostat <= 2; mirostat++) {
      Sampling m = all.toBuilder().mirostat(mirostat).build();
      assertThat(run(m, 11)).isEqualTo(run(m, 11)).isNotEqualTo(run(m, 12));
    }
  }

  @Test
  void temperatureAloneGivesTheSoftmax() {
    Sampling plain = Sampling.builder().temperature(2).topK(0).topP(1).minP(0).build();
    Sampler sampler = new Sampler(plain, 4, 100, new int[0], DryBreakers.NONE, 5);
    int[] counts = new int[4];
    for (int i = 0; i < 50_000; i++) {
      counts[sampler.choose(LOGITS.clone(), new TokenList(), candidates)]++;
    }
    double sum = 1 + Math.exp(1.5) + Math.exp(0.5) + Math.exp(1);
    assertThat(counts[1] / 50_000.0).isCloseTo(Math.exp(1.5) / sum, within(0.01));
    assertThat(counts[0] / 50_000.0).isCloseTo(1 / sum, within(0.01));
  }

  @Test
  void onlyAGreedyChoiceWithoutBiasAndPenaltiesIsPlain() {
    Sampling greedy = Sampling.builder().temperature(0).build();
    assertThat(sampler(greedy).isPlainGreedy()).isTrue();
    assertThat(sampler(greedy.toBuilder().repeatPenalty(1.1).build()).isPlainGreedy()).isFalse();
    assertThat(sampler(greedy.toBuilder().logitBias(Map.of(1, 1.0)).build()).isPlainGreedy())
        .isFalse();
    assertThat(sampler(greedy.toBuilder().dryMultiplier(1).build()).isPlainGreedy()).isFalse();
    assertThat(sampler(Sampling.DEFAULT).isPlainGreedy()).isFalse();
  }

  @Test
  void logprobsAreThoseOfTheUnmodifiedDistribution() {
    Logprobs logprobs = new Logprobs(new TestVocabulary("a", "b", "c", "d"));
    Logprobs.Place place = logprobs.place(LOGITS, 2);
    double sum = 1 + Math.exp(3) + Math.exp(1) + Math.exp(2);
    Report.Logprob chosen = logprobs.chosen(2, LOGITS[2], place);
    assertThat(chosen.logprob()).isCloseTo(Math.log(Math.exp(1) / sum), within(1e-9));
    assertThat(chosen.bytes()).isEqualTo(Base64.getEncoder().encodeToString(new byte[] {'c'}));
    assertThat(chosen.alternatives()).extracting(Report.Logprob::token).containsExactly(1, 3);
    assertThat(Math.exp(chosen.alternatives().get(0).logprob()))
        .isCloseTo(Math.exp(3) / sum, within(1e-9));
  }

  private int choose(Sampling sampling, long seed, float[] logits) {
    return new Sampler(sampling, 4, 100, new int[0], DryBreakers.NONE, seed)
        .choose(logits.clone(), new TokenList(), candidates);
  }

  private static Sampler sampler(Sampling sampling) {
    return new Sampler(sampling, 4, 100, new int[0], DryBreakers.NONE, 1);
  }

  private int[] run(Sampling sampling, long seed) {
    int nVocab = 3000;
    Sampler sampler = new Sampler(sampling, nVocab, 100, new int[0], DryBreakers.NONE, seed);
    RandomSource logitSource = new RandomSource(99);
    TokenList history = new TokenList();
    for (int step = 0; step < 40; step++) {
      float[] logits = new float[nVocab];
      for (int i = 0; i < nVocab; i++) {
        logits[i] = (float) (logitSource.nextDouble() * 8);
      }
      history.add(sampler.choose(logits, history, candidates));
    }
    return history.toArray();
  }
}
