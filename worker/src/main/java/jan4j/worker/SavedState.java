package jan4j.worker;

import jan4j.llama.LlamaException;
import jan4j.llama.SequenceSnapshot;
import jan4j.llama.State;
import jan4j.llama.StateFlag;
import java.util.Optional;
import java.util.Set;

/// A snapshot of the part of a sequence that cannot be cut: its recurrent state. What else the
/// sequence holds stays in the memory, so the snapshot is small. Loop thread only.
record SavedState(SequenceSnapshot snapshot) implements SequenceMemory.Saved {
  /// Takes one.
  static Optional<SequenceMemory.Saved> of(State state, int sequence) {
    try {
      return Optional.of(new SavedState(state.snapshot(sequence, Set.of(StateFlag.PARTIAL_ONLY))));
    } catch (LlamaException | OutOfMemoryError e) {
      System.err.println("worker: no checkpoint of sequence " + sequence + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /// @return false if the library refused it
  boolean restore(State state, int sequence) {
    try {
      state.restore(sequence, snapshot);
      return true;
    } catch (LlamaException e) {
      System.err.println("worker: " + e.getMessage());
      return false;
    }
  }

  @Override
  public long sizeBytes() {
    return snapshot.sizeBytes();
  }

  @Override
  public void close() {
    snapshot.close();
  }
}
