package jan4j.worker;

import java.util.Arrays;

/// The tokens that may still be chosen, with their logits and probabilities: the working set of the
/// truncating filters. Reused from token to token; one thread.
///
/// Order: where [#sorted] holds, best first, and of equal logits the lower id first. The order is
/// kept in packed keys (reversed logit above, id below), so that sorting is sorting of `long`.
final class Candidates {
  int[] tokens = new int[256];
  float[] logits = new float[256];
  double[] p = new double[256];
  int size;
  boolean sorted;

  private long[] keys = new long[256];

  /// Takes the `k` best of a whole vocabulary, sorted; or all that are not banned, unsorted, where
  /// `k` is 0 or less or covers the vocabulary.
  void load(float[] vocabulary, int nVocab, int k) {
    if (k <= 0 || k >= nVocab) {
      loadAll(vocabulary, nVocab);
      return;
    }
    reserve(k);
    int n = selectBest(vocabulary, nVocab, k);
    Arrays.sort(keys, 0, n);
    fromKeys(n);
  }

  private void loadAll(float[] vocabulary, int nVocab) {
    reserve(nVocab);
    size = 0;
    for (int i = 0; i < nVocab; i++) {
      if (vocabulary[i] > Float.NEGATIVE_INFINITY) {
        tokens[size] = i;
        logits[size++] = vocabulary[i];
      }
    }
    sorted = false;
  }

  /// Puts the keys of the best `k` into [#keys], in heap order; answers how many there are.
  private int selectBest(float[] vocabulary, int nVocab, int k) {
    int n = 0;
    float worst = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < nVocab; i++) {
      float logit = vocabulary[i];
      if (!(logit > worst)) {
        continue; // equal ones come later and have the higher id; a NaN is never chosen
      }
      if (n < k) {
        keys[n] = key(logit, i);
        siftUp(n++);
        if (n == k) {
          worst = logitOf(keys[0]);
        }
      } else {
        keys[0] = key(logit, i);
        siftDown(n);
        worst = logitOf(keys[0]);
      }
    }
    return n;
  }

  private void siftUp(int at) {
    int i = at;
    long moving = keys[i];
    while (i > 0 && keys[(i - 1) >>> 1] < moving) {
      keys[i] = keys[(i - 1) >>> 1];
      i = (i - 1) >>> 1;
    }
    keys[i] = moving;
  }

  private void siftDown(int n) {
    long moving = keys[0];
    int i = 0;
    while (true) {
      int child = 2 * i + 1;
      if (child >= n) {
        break;
      }
      if (child + 1 < n && keys[child + 1] > keys[child]) {
        child++;
      }
      if (keys[child] <= moving) {
        break;
      }
      keys[i] = keys[child];
      i = child;
    }
    keys[i] = moving;
  }

  /// Sorts all, best first.
  void sort() {
    if (sorted) {
      return;
    }
    for (int i = 0; i < size; i++) {
      keys[i] = key(logits[i], tokens[i]);
    }
    Arrays.sort(keys, 0, size);
    fromKeys(size);
  }

  /// Keeps the first `n`.
  void keep(int n) {
    size = Math.clamp(n, Math.min(1, size), size);
  }

  /// Drops the first `n`.
  void dropFirst(int n) {
    System.arraycopy(tokens, n, tokens, 0, size - n);
    System.arraycopy(logits, n, logits, 0, size - n);
    System.arraycopy(p, n, p, 0, size - n);
    size -= n;
  }

  /// The largest logit; -Infinity where there is no candidate.
  float best() {
    if (sorted && size > 0) {
      return logits[0];
    }
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      max = Math.max(max, logits[i]);
    }
    return max;
  }

  /// Computes [#p] as the softmax of the logits.
  void softmax() {
    double max = best();
    double sum = 0;
    for (int i = 0; i < size; i++) {
      p[i] = Math.exp(logits[i] - max);
      sum += p[i];
    }
    for (int i = 0; i < size; i++) {
      p[i] /= sum;
    }
  }

  /// Drops the least likely where the others hold at least `mass` already, so that fewer have to be
  /// sorted. Answers which share of all probability the kept ones hold.
  double narrow(double mass) {
    if (sorted || size < 1024) {
      return 1;
    }
    softmax();
    float max = best();
    for (float width = 6; width <= 24; width *= 2) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += logits[i] >= max - width ? p[i] : 0;
      }
      if (sum >= mass) {
        keepFrom(max - width);
        return sum;
      }
    }
    return 1;
  }

  /// Keeps those whose logit is at least `least`, and one in any case.
  void keepFrom(double least) {
    int n = 0;
    for (int i = 0; i < size; i++) {
      if (logits[i] >= least) {
        tokens[n] = tokens[i];
        logits[n++] = logits[i];
      }
    }
    keep(n);
  }

  void scale(double divisor) {
    for (int i = 0; i < size; i++) {
      logits[i] = (float) (logits[i] / divisor);
    }
  }

  /// Picks by the softmax of the logits; answers the index.
  int draw(RandomSource random) {
    softmax();
    double target = random.nextDouble();
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += p[i];
      if (sum > target) {
        return i;
      }
    }
    return size - 1;
  }

  private void fromKeys(int n) {
    for (int i = 0; i < n; i++) {
      tokens[i] = (int) keys[i];
      logits[i] = logitOf(keys[i]);
    }
    size = n;
    sorted = true;
  }

  private void reserve(int n) {
    if (tokens.length < n) {
      tokens = new int[n];
      logits = new float[n];
      p = new double[n];
      keys = new long[n];
    }
  }

  /// A better logit gives a smaller key; of equal logits, a smaller id.
  private static long key(float logit, int token) {
    int bits = Float.floatToIntBits(logit + 0f); // + 0f: one zero
    int ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    return ((long) ~ordered << 32) | token;
  }

  private static float logitOf(long key) {
    int ordered = ~(int) (key >> 32);
    return Float.intBitsToFloat(ordered ^ ((ordered >> 31) & Integer.MAX_VALUE));
  }
}
