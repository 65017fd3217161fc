package jan4j.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Saved states of sequences whose memory cannot be cut, each at the end of a prompt: another
/// prompt that begins the same goes on from there, although an answer was read meanwhile. Bounded
/// in number and bytes; the oldest go first. A checkpoint is void once its sequence holds less.
/// Loop thread only.
final class Checkpoints implements AutoCloseable {
  /// A conversation's last turns.
  static final int MAX_PER_SEQUENCE = 4;

  static final long MAX_BYTES = 256L << 20;

  /// A shorter way is read anew at no great cost.
  private static final int LEAST_GAIN = 8;

  private record Checkpoint(int sequence, int nTokens, SequenceMemory.Saved state) {}

  private final SequenceMemory memory;
  private final List<Checkpoint> all = new ArrayList<>(); // oldest first

  Checkpoints(SequenceMemory memory) {
    this.memory = memory;
  }

  /// Whether a checkpoint after `nTokens` would save enough.
  boolean isWorthIt(int sequence, int nTokens) {
    return nTokens - longest(sequence, nTokens) >= LEAST_GAIN;
  }

  /// Saves a sequence that holds `nTokens`.
  void save(int sequence, int nTokens) {
    if (longest(sequence, nTokens) == nTokens) {
      return;
    }
    memory
        .save(sequence)
        .ifPresent(state -> {
          all.add(new Checkpoint(sequence, nTokens, state));
          bound(sequence);
        });
  }

  private void bound(int sequence) {
    while (all.stream().filter(c -> c.sequence() == sequence).count() > MAX_PER_SEQUENCE) {
      removeFirst(c -> c.sequence() == sequence);
    }
    while (all.stream().mapToLong(c -> c.state().sizeBytes()).sum() > MAX_BYTES) {
      removeFirst(_ -> true);
    }
  }

  private void removeFirst(Predicate<Checkpoint> which) {
    for (int i = 0; i < all.size(); i++) {
      if (which.test(all.get(i))) {
        all.remove(i).state().close();
        return;
      }
    }
  }

  /// Tokens of the longest checkpoint of a sequence that has at most `limit`; 0 where there is
  /// none.
  int longest(int sequence, int limit) {
    return all.stream()
        .filter(c -> c.sequence() == sequence && c.nTokens() <= limit)
        .mapToInt(Checkpoint::nTokens)
        .max()
        .orElse(0);
  }

  /// Puts the sequence back to where it held `nTokens`.
  ///
  /// @return false where there is no such checkpoint or it cannot be restored
  boolean restore(int sequence, int nTokens) {
    return all.stream()
        .filter(c -> c.sequence() == sequence && c.nTokens() == nTokens)
        .findFirst()
        .map(c -> memory.restore(sequence, c.state()))
        .orElse(false);
  }

  /// The sequence holds `nTokens` now: longer checkpoints are void.
  void drop(int sequence, int nTokens) {
    all.removeIf(c -> {
      boolean isVoid = c.sequence() == sequence && c.nTokens() > nTokens;
      if (isVoid) {
        c.state().close();
      }
      return isVoid;
    });
  }

  @Override
  public void close() {
    all.forEach(c -> c.state().close());
    all.clear();
  }
}
