package jan4j.worker;

import java.util.Optional;

/// The calls of [jan4j.llama.Memory] and [jan4j.llama.State] that [Sequences] makes.
interface SequenceMemory {
  boolean remove(int sequence, int from, int to);

  int positionMin(int sequence);

  /// Saves what cannot be cut of a sequence; empty where that fails, as for want of memory.
  Optional<Saved> save(int sequence);

  /// Puts a state back in the sequence that it was saved of.
  ///
  /// @return false if it failed; the sequence must then be cleared
  boolean restore(int sequence, Saved saved);

  /// A saved state.
  interface Saved extends AutoCloseable {
    long sizeBytes();

    @Override
    void close();
  }
}
