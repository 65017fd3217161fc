package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PenaltiesTest {
  @Test
  void repeatPenaltyDividesPositiveAndMultipliesNegativeLogits() {
    float[] logits = {2, -2, 2, -2};
    new Penalties(64, 2, 0, 0).apply(logits, new TokenList(new int[] {0, 1}));
    assertThat(logits).containsExactly(1, -4, 2, -2);
  }

  @Test
  void frequencyCountsAndPresenceDoesNot() {
    float[] logits = {10, 10, 10};
    new Penalties(64, 1, 0.5, 0.25).apply(logits, new TokenList(new int[] {0, 1, 0, 0}));
    assertThat(logits).containsExactly(10 - 1.5f - 0.25f, 10 - 0.5f - 0.25f, 10);
  }

  @Test
  void onlyTheLastTokensCountHoweverTheHistoryGrew() {
    TokenList history = new TokenList();
    Penalties stepwise = new Penalties(3, 1, 1, 0);
    int[] said = {0, 1, 1, 2, 2, 2, 0, 3, 1, 1};
    for (int token : said) {
      history.add(token);
      float[] once = new float[4];
      new Penalties(3, 1, 1, 0).apply(once, history);
      float[] followed = new float[4];
      stepwise.apply(followed, history);
      assertThat(followed).isEqualTo(once);
    }
    float[] logits = new float[4];
    stepwise.apply(logits, history);
    assertThat(logits).containsExactly(0, -2, 0, -1);
  }

  @Test
  void dryPenalizesTheTokenThatProlongsARepetition() {
    // "a b c c b c y a b c": after the last a b c, c would make 4, b 2, y 3 (llama-sampler.cpp)
    TokenList history = new TokenList(new int[] {0, 1, 2, 2, 1, 2, 3, 0, 1, 2});
    float[] logits = new float[5];
    new Dry(1, 2, 1, 64, DryBreakers.NONE).apply(logits, history);
    assertThat(logits).containsExactly(0, -1, -4, -2, 0);
  }

  @Test
  void dryLeavesAllowedLengthsAlone() {
    TokenList history = new TokenList(new int[] {0, 1, 2, 2, 1, 2, 3, 0, 1, 2});
    float[] logits = new float[5];
    new Dry(1, 2, 3, 64, DryBreakers.NONE).apply(logits, history);
    assertThat(logits).containsExactly(0, 0, -1, 0, 0);
  }

  @Test
  void dryStopsAtABreaker() {
    TestVocabulary vocabulary = new TestVocabulary("a", "b", "c", "\n");
    DryBreakers breakers = DryBreakers.of(List.of("\n"), vocabulary);
    // after the breaker only "a" repeats
    TokenList history = new TokenList(new int[] {1, 3, 0, 2, 1, 3, 0});
    float[] logits = new float[4];
    new Dry(1, 2, 1, 64, breakers).apply(logits, history);
    assertThat(logits).containsExactly(0, 0, -1, 0);
    assertThat(breakers.isBreaker(3)).isTrue();
    assertThat(breakers.isBreaker(0)).isFalse();
  }

  @Test
  void aBreakerMaySpanTokens() {
    TestVocabulary vocabulary = new TestVocabulary("x#", "#", "y", "#!");
    DryBreakers breakers = DryBreakers.of(List.of("##"), vocabulary);
    assertThat(breakers.tokensAfterBreaker(new TokenList(new int[] {2, 0, 1, 2, 2}), 5))
        .isEqualTo(2);
    assertThat(breakers.tokensAfterBreaker(new TokenList(new int[] {2, 0, 2, 2}), 4)).isEqualTo(4);
  }

  @Test
  void dryOfAnEndlessRepetitionStaysFinite() {
    TokenList history = new TokenList(new int[4000]);
    float[] logits = new float[2];
    new Dry(1, 10, 2, 4000, DryBreakers.NONE).apply(logits, history);
    assertThat(logits[0]).isFinite().isNegative();
  }
}
