package jan4j.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import jan4j.llama.raw.Layouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Tokens to evaluate together, of one or many sequences. Off-heap arrays of a fixed capacity that
/// are filled again for each step. One thread at a time.
public final class Batch implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final int capacity;
  private final MemorySegment struct;
  private final MemorySegment tokens;
  private final MemorySegment positions;
  private final MemorySegment sequences;
  private final MemorySegment outputs;
  private int size;
  private int nOutputs;
  private int largestSequence = -1;

  /// @param capacity most tokens in one batch; more than a context's `nBatch` is of no use
  public Batch(int capacity) {
    if (capacity < 1) {
      throw LlamaException.misuse("a batch holds at least 1 token, not " + capacity);
    }
    this.capacity = capacity;
    struct = arena.allocate(Layouts.BATCH.layout());
    tokens = arena.allocate(JAVA_INT, capacity);
    positions = arena.allocate(JAVA_INT, capacity);
    sequences = arena.allocate(JAVA_INT, capacity);
    outputs = arena.allocate(capacity);
    MemorySegment counts = arena.allocate(JAVA_INT, capacity);
    MemorySegment pointers = arena.allocate(ADDRESS, capacity + 1L);
    for (int i = 0; i < capacity; i++) {
      counts.setAtIndex(JAVA_INT, i, 1);
      pointers.setAtIndex(ADDRESS, i, sequences.asSlice(4L * i));
    }
    Layouts.BATCH.set(struct, "token", tokens);
    Layouts.BATCH.set(struct, "pos", positions);
    Layouts.BATCH.set(struct, "n_seq_id", counts);
    Layouts.BATCH.set(struct, "seq_id", pointers);
    Layouts.BATCH.set(struct, "logits", outputs);
  }

  /// Empties it.
  public void clear() {
    size = 0;
    nOutputs = 0;
    largestSequence = -1;
  }

  /// Adds a token.
  ///
  /// @param position must go on from the last position of its sequence
  /// @param output whether logits (or embeddings) are wanted for this row
  /// @return its row, for [Context#logits] and [Context#argmax]
  public int add(int token, int position, int sequence, boolean output) {
    if (size == capacity) {
      throw LlamaException.misuse("the batch is full: " + capacity + " tokens");
    }
    if (position < 0 || sequence < 0) {
      throw LlamaException.misuse(
          "position " + position + " or sequence " + sequence + " of a token is negative");
    }
    tokens.setAtIndex(JAVA_INT, size, token);
    positions.setAtIndex(JAVA_INT, size, position);
    sequences.setAtIndex(JAVA_INT, size, sequence);
    outputs.set(JAVA_BYTE, size, (byte) (output ? 1 : 0));
    nOutputs += output ? 1 : 0;
    largestSequence = Math.max(largestSequence, sequence);
    return size++;
  }

  /// Tokens added since [#clear].
  public int size() {
    return size;
  }

  /// Most tokens that fit.
  public int capacity() {
    return capacity;
  }

  int nOutputs() {
    return nOutputs;
  }

  int largestSequence() {
    return largestSequence;
  }

  boolean hasOutput(int row) {
    return row >= 0 && row < size && outputs.get(JAVA_BYTE, row) != 0;
  }

  /// The C struct for the tokens added so far.
  MemorySegment struct() {
    struct.set(JAVA_INT, 0, size);
    return struct;
  }

  /// Frees the arrays.
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
