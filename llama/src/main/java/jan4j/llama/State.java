package jan4j.llama;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import jan4j.llama.LlamaException.Reason;
import jan4j.llama.raw.LlamaState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Saving and restoring what a context remembers. Used by the thread that owns the context. Saved
/// states are bound to the release, the model and the cache types: what does not fit is refused.
public final class State {
  private final Context context;
  private final Map<Integer, SequenceSnapshot> onDevice = new HashMap<>();

  State(Context context) {
    this.context = context;
  }

  /// Takes a snapshot of a sequence into memory.
  @SuppressWarnings("MustBeClosedChecker") // closed with what it returns
  public SequenceSnapshot snapshot(int sequence, Set<StateFlag> flags) {
    MemorySegment handle = context.handle();
    context.checkSequence(sequence);
    int bits = bits(flags);
    Arena arena = Arena.ofShared();
    try {
      long size = LlamaState.llama_state_seq_get_size_ext(handle, sequence, bits);
      MemorySegment data = arena.allocate(Math.max(1, size));
      long written = LlamaState.llama_state_seq_get_data_ext(handle, data, size, sequence, bits);
      if (written == 0) {
        throw failure("cannot save sequence " + sequence + " of " + size + " bytes");
      }
      var snapshot = new SequenceSnapshot(arena, data.asSlice(0, written), flags, sequence);
      if (flags.contains(StateFlag.ON_DEVICE)) {
        onDevice.put(sequence, snapshot);
      }
      return snapshot;
    } catch (Throwable thrown) {
      arena.close();
      throw thrown;
    }
  }

  /// Puts a snapshot into a sequence, which is emptied first.
  ///
  /// @throws LlamaException with [Reason#STATE] if it does not fit or there is no room; the
  ///   sequence may then hold a part of it, so remove it
  public void restore(int sequence, SequenceSnapshot snapshot) {
    MemorySegment handle = context.handle();
    context.checkSequence(sequence);
    if (snapshot.flags().contains(StateFlag.ON_DEVICE)
        && onDevice.get(snapshot.sequence()) != snapshot) {
      throw LlamaException.misuse(
          "the snapshot on the device is void: a later one was taken, or in another context");
    }
    MemorySegment data = snapshot.data();
    context.model().library().clearErrors();
    long read =
        LlamaState.llama_state_seq_set_data_ext(
            handle, data, data.byteSize(), sequence, bits(snapshot.flags()));
    if (read == 0) {
      throw failure(
          "cannot restore sequence %d from %d bytes".formatted(sequence, data.byteSize()));
    }
  }

  /// Saves a sequence and its tokens to a file.
  ///
  /// @return bytes written
  public long saveSequence(int sequence, Path file, int[] tokens) {
    MemorySegment handle = context.handle();
    context.checkSequence(sequence);
    try (Arena arena = Arena.ofConfined()) {
      context.model().library().clearErrors();
      long written =
          LlamaState.llama_state_seq_save_file(
              handle,
              arena.allocateFrom(file.toString()),
              sequence,
              arena.allocateFrom(JAVA_INT, tokens),
              tokens.length);
      if (written == 0) {
        throw failure("cannot save sequence " + sequence + " to " + file);
      }
      return written;
    }
  }

  /// Restores a sequence from a file.
  ///
  /// @return the tokens that were saved with it
  public int[] loadSequence(int sequence, Path file) {
    MemorySegment handle = context.handle();
    context.checkSequence(sequence);
    try (Arena arena = Arena.ofConfined()) {
      SavedSequence saved = SavedSequence.read(file, arena);
      context.model().library().clearErrors();
      MemorySegment data = saved.state();
      if (LlamaState.llama_state_seq_set_data_ext(handle, data, data.byteSize(), sequence, 0)
          == 0) {
        throw failure("cannot restore sequence " + sequence + " from " + file);
      }
      return saved.tokens();
    }
  }

  /// Saves all sequences, the last outputs and some tokens to a file.
  public void save(Path file, int[] tokens) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = context.handle();
      context.model().library().clearErrors();
      if (!LlamaState.llama_state_save_file(
          handle,
          arena.allocateFrom(file.toString()),
          arena.allocateFrom(JAVA_INT, tokens),
          tokens.length)) {
        throw failure("cannot save the context to " + file);
      }
    }
  }

  /// Restores all sequences from a file.
  ///
  /// @return the tokens that were saved with it
  public int[] load(Path file) {
    MemorySegment handle = context.handle();
    try (Arena arena = Arena.ofConfined()) {
      context.model().library().clearErrors();
      long capacity = sizeOf(file) / Integer.BYTES; // no file holds more tokens
      MemorySegment tokens = arena.allocate(JAVA_INT, Math.max(1, capacity));
      MemorySegment count = arena.allocate(JAVA_LONG);
      if (!LlamaState.llama_state_load_file(
          handle, arena.allocateFrom(file.toString()), tokens, capacity, count)) {
        throw failure("cannot restore the context from " + file);
      }
      return tokens.asSlice(0, 4 * count.get(JAVA_LONG, 0)).toArray(JAVA_INT);
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the saved context " + file, e);
    }
  }

  private static int bits(Set<StateFlag> flags) {
    EnumSet<StateFlag> set = EnumSet.noneOf(StateFlag.class);
    set.addAll(flags);
    return set.stream().mapToInt(StateFlag::bit).sum();
  }

  private LlamaException failure(String message) {
    return context.model().library().failure(Reason.STATE, message);
  }
}
