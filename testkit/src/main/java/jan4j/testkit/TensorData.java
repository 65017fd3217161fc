package jan4j.testkit;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Where a tensor's numbers come from. The same seed gives the same file on every machine.
public sealed interface TensorData {
  /// Numbers made row by row, then quantised to the tensor's type. A row has as many elements as
  /// the tensor's first dimension.
  record Rows(RowSource source) implements TensorData {}

  /// Random blocks written straight in the tensor's type, for tensors too big to make number by
  /// number; of [TensorType#Q4_0] or [TensorType#Q8_0] only. Mean 0 and about that standard
  /// deviation.
  record RandomBlocks(float deviation, long seed) implements TensorData {}

  /// Fills one row.
  interface RowSource {
    void fill(float[] row, long index);
  }

  /// Every number the same.
  static TensorData constant(float value) {
    return new Rows((row, _) -> Arrays.fill(row, value));
  }

  /// Normally distributed numbers of mean 0.
  static TensorData normal(double deviation, long seed) {
    return normal(0, deviation, seed);
  }

  /// Normally distributed numbers.
  static TensorData normal(double mean, double deviation, long seed) {
    return new Rows((row, index) -> {
      SplittableRandom random = new SplittableRandom(seed * 1_000_003 + index);
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextGaussian(mean, deviation);
      }
    });
  }
}
