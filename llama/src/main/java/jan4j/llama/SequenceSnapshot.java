package jan4j.llama;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Set;

/// The state of one sequence, in native memory. Made by [State#snapshot]; independent of its
/// context unless it stays on the device. Thread-safe.
public final class SequenceSnapshot implements AutoCloseable {
  private final Arena arena;
  private final MemorySegment data;
  private final Set<StateFlag> flags;
  private final int sequence;

  SequenceSnapshot(Arena arena, MemorySegment data, Set<StateFlag> flags, int sequence) {
    this.arena = arena;
    this.data = data;
    this.flags = Set.copyOf(flags);
    this.sequence = sequence;
  }

  /// A snapshot from bytes that [#toByteArray] gave. They must come from the same release, model
  /// and cache types; what does not fit is refused by [State#restore].
  @SuppressWarnings("MustBeClosedChecker") // closed with what it returns
  public static SequenceSnapshot of(byte[] bytes, Set<StateFlag> flags) {
    if (flags.contains(StateFlag.ON_DEVICE)) {
      throw LlamaException.misuse("a snapshot on a device cannot be made from bytes");
    }
    Arena arena = Arena.ofShared();
    MemorySegment data = arena.allocate(Math.max(1, bytes.length));
    MemorySegment.copy(bytes, 0, data, JAVA_BYTE, 0, bytes.length);
    return new SequenceSnapshot(arena, data.asSlice(0, bytes.length), flags, 0);
  }

  /// Bytes held here; what is on a device is not counted.
  public long sizeBytes() {
    return data.byteSize();
  }

  /// A copy of the bytes; at most 2 GiB.
  public byte[] toByteArray() {
    return data().toArray(JAVA_BYTE);
  }

  /// What it holds.
  public Set<StateFlag> flags() {
    return flags;
  }

  int sequence() {
    return sequence;
  }

  MemorySegment data() {
    if (!arena.scope().isAlive()) {
      throw LlamaException.misuse("the snapshot is closed");
    }
    return data;
  }

  /// Frees the memory. A second call does nothing.
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
