package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FiltersTest {
  private static final double[] P = {0.1, 0.4, 0.05, 0.25, 0.2};

  @Test
  void topKKeepsTheBestInOrderAndOfTiesTheLowerId() {
    Candidates c = new Candidates();
    c.load(new float[] {1, 3, 2, 3, -1, 3}, 6, 4);
    assertThat(tokens(c)).containsExactly(1, 3, 5, 2);
    c.load(new float[] {1, 3, 2, 3, -1, 3}, 6, 2);
    assertThat(tokens(c)).containsExactly(1, 3);
  }

  @Test
  void topKOfManyEqualsASort() {
    RandomSource random = new RandomSource(7);
    float[] logits = new float[5000];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) Math.rint(random.nextDouble() * 2000 - 1000);
    }
    Candidates all = new Candidates();
    all.load(logits, logits.length, 0);
    all.sort();
    Candidates c = new Candidates();
    c.load(logits, logits.length, 333);
    assertThat(tokens(c)).isEqualTo(Arrays.copyOf(tokens(all), 333));
  }

  @Test
  void topKLeavesOutBannedAndBrokenLogits() {
    Candidates c = new Candidates();
    c.load(new float[] {Float.NEGATIVE_INFINITY, 1, Float.NaN, 0}, 4, 3);
    assertThat(tokens(c)).containsExactly(1, 3);
  }

  @Test
  void softmaxGivesBackTheProbabilities() {
    Candidates c = of(P);
    c.softmax();
    assertThat(Arrays.copyOf(c.p, c.size)).containsExactly(P, within(1e-6));
  }

  @Test
  void topPKeepsUntilTheMassIsReached() {
    assertThat(afterTopP(0.39)).containsExactly(1);
    assertThat(afterTopP(0.64)).containsExactly(1, 3);
    assertThat(afterTopP(0.66)).containsExactly(1, 3, 4);
    assertThat(afterTopP(0)).containsExactly(1);
  }

  @Test
  void topPOfAWideVocabularyEqualsTopPOfTheSortedOne() {
    RandomSource random = new RandomSource(3);
    float[] logits = new float[40_000];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (random.nextDouble() * 30);
    }
    for (double mass : new double[] {0.3, 0.9, 0.999, 0.9999999}) {
      Candidates narrow = new Candidates();
      narrow.load(logits, logits.length, 0);
      Filters.topP(narrow, mass);
      Candidates sorted = new Candidates();
      sorted.load(logits, logits.length, 0);
      sorted.sort();
      Filters.topP(sorted, mass);
      assertThat(tokens(narrow)).isEqualTo(tokens(sorted));
    }
  }

  @Test
  void minPKeepsAShareOfTheBest() {
    Candidates c = of(P);
    Filters.minP(c, 0.45); // 0.18
    assertThat(tokens(c)).containsExactlyInAnyOrder(1, 3, 4);
    Filters.minP(c, 1);
    assertThat(tokens(c)).containsExactly(1);
  }

  @Test
  void typicalKeepsWhatIsNearestToTheExpectedSurprise() {
    // entropy of 0.5, 0.25, 0.125, 0.125 is 1.75 bits; distances: 0.75, 0.25, 1.25, 1.25
    Candidates c = of(0.5, 0.25, 0.125, 0.125);
    Filters.typical(c, 0.2);
    assertThat(tokens(c)).containsExactly(1);
    c = of(0.5, 0.25, 0.125, 0.125);
    Filters.typical(c, 0.26);
    assertThat(tokens(c)).containsExactly(0, 1);
  }

  @Test
  void topNSigmaBansWhatIsFarBelowTheBest() {
    float[] logits = {2, 4, 4, 4, 5, 5, 7, 9, Float.NEGATIVE_INFINITY}; // mean 5, deviation 2
    Filters.topNSigma(logits, 9, 1);
    assertThat(logits).containsSequence(7, 9);
    assertThat(logits[5]).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @Test
  void xtcDropsAllButTheLastOfTheTopChoices() {
    Candidates c = of(0.45, 0.3, 0.15, 0.1);
    Filters.xtc(c, 1, 0.14, new RandomSource(1));
    assertThat(tokens(c)).containsExactly(2, 3);
    c = of(0.45, 0.3, 0.15, 0.1);
    Filters.xtc(c, 1, 0.4, new RandomSource(1));
    assertThat(tokens(c)).containsExactly(0, 1, 2, 3);
    Filters.xtc(c, 1, 0.6, new RandomSource(1));
    assertThat(c.size).isEqualTo(4);
  }

  @Test
  void dynamicTemperatureIsHighestForAnEvenDistribution() {
    Candidates even = new Candidates();
    even.load(new float[] {3, 3, 3}, 3, 0);
    Filters.dynamicTemperature(even, 1, 0.5, 1);
    assertThat(even.logits[0]).isEqualTo(2f); // 3 / (1 + 0.5)
    Candidates sharp = new Candidates();
    sharp.load(new float[] {100, 0, 0}, 3, 0);
    Filters.dynamicTemperature(sharp, 1, 0.5, 1);
    assertThat(sharp.logits[0]).isEqualTo(200f); // 100 / (1 - 0.5)
  }

  @Test
  void drawingFollowsTheProbabilities() {
    Candidates c = of(0.7, 0.2, 0.1);
    RandomSource random = new RandomSource(42);
    int[] counts = new int[3];
    for (int i = 0; i < 100_000; i++) {
      counts[c.draw(random)]++;
    }
    assertThat(counts[0]).isCloseTo(70_000, within(700));
    assertThat(counts[1]).isCloseTo(20_000, within(700));
  }

  @Test
  void mirostat2TruncatesAtTheTargetAndFollowsTheSurprise() {
    Mirostat mirostat = new Mirostat(2, 0.6, 1, 4); // mu is 1.2: one bit of surprise at most
    Candidates c = of(0.5, 0.25, 0.125, 0.125);
    assertThat(c.tokens[mirostat.choose(c, new RandomSource(1))]).isZero();
    assertThat(c.size).isEqualTo(1);
    // chosen with surprise 0: mu grows by 0.6 to 1.8, still one token, then 2.4: two tokens
    c = of(0.5, 0.25, 0.125, 0.125);
    mirostat.choose(c, new RandomSource(1));
    assertThat(c.size).isEqualTo(1);
    c = of(0.5, 0.25, 0.125, 0.125);
    mirostat.choose(c, new RandomSource(1));
    assertThat(c.size).isEqualTo(2);
  }

  @Test
  void mirostat1KeepsAllOfAnEvenZipfLawWithAHighTarget() {
    // p proportional to 1/(i+1)^2: the estimate of s is exactly 2
    double[] p = new double[50];
    for (int i = 0; i < p.length; i++) {
      p[i] = 1.0 / ((i + 1) * (i + 1));
    }
    Candidates c = of(p);
    new Mirostat(1, 2, 0.1, 50).choose(c, new RandomSource(1));
    // k = ((s-1) * 2^mu / (1 - n^-(s-1)))^(1/s) = (16 / (1 - 1/50))^(1/2) = 4.04
    assertThat(c.size).isEqualTo(4);
  }

  private static int[] afterTopP(double mass) {
    Candidates c = of(P);
    Filters.topP(c, mass);
    return tokens(c);
  }

  private static Candidates of(double... p) {
    float[] logits = new float[p.length];
    for (int i = 0; i < p.length; i++) {
      logits[i] = (float) Math.log(p[i]);
    }
    Candidates c = new Candidates();
    c.load(logits, logits.length, 0);
    return c;
  }

  private static int[] tokens(Candidates c) {
    return Arrays.copyOf(c.tokens, c.size);
  }
}
