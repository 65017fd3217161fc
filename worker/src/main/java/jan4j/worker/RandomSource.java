package jan4j.worker;

/// A repeatable stream of numbers (SplitMix64; Steele, Lea, Flood, "Fast splittable pseudorandom
/// number generators", 2014). Written out here so that a seed gives the same answer under every
/// JDK. One thread.
final class RandomSource {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  RandomSource(long seed) {
    state = seed;
  }

  /// Uniform in [0, 1), with 53 bits.
  double nextDouble() {
    state += GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >>> 11) * 0x1p-53;
  }
}
