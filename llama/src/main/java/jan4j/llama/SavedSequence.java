package jan4j.llama;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import jan4j.llama.LlamaException.Reason;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that `llama_state_seq_save_file` wrote, read in Java. The library's own reader trusts the
/// file: one that is cut in its tensors fails an assertion, which ends the process. Its reader of
/// states in memory checks every length, so the file is handed to that one.
///
/// @param tokens saved with the sequence
/// @param state what `llama_state_seq_set_data_ext` takes
@SuppressWarnings("ArrayRecordComponent") // never compared
record SavedSequence(int[] tokens, MemorySegment state) {
  /// `LLAMA_STATE_SEQ_MAGIC` and `LLAMA_STATE_SEQ_VERSION` of `llama.h`.
  private static final int FILE_MAGIC = 0x67677371;

  private static final int FILE_VERSION = 3;

  /// Magic, version and number of tokens.
  private static final long HEADER = 12;

  /// What a state in memory begins with (`io_magic` in `llama-context.cpp`); then a sequence id,
  /// which the library ignores.
  private static final int MEMORY_MAGIC = 0xaf143cd8;

  private static final long MEMORY_HEADER = 8;

  static SavedSequence read(Path path, Arena arena) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment file = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      long size = file.byteSize();
      if (size < HEADER || word(file, 0) != FILE_MAGIC || word(file, 1) != FILE_VERSION) {
        throw new LlamaException(
            Reason.STATE,
            "%s is no saved sequence of version %d (%d bytes)".formatted(path, FILE_VERSION, size));
      }
      long count = Integer.toUnsignedLong(word(file, 2));
      long begin = HEADER + 4 * count;
      if (begin > size) {
        throw new LlamaException(
            Reason.STATE, "%s is cut: %d tokens, %d bytes".formatted(path, count, size));
      }
      int[] tokens = file.asSlice(HEADER, 4 * count).toArray(JAVA_INT_UNALIGNED);
      MemorySegment state = arena.allocate(MEMORY_HEADER + size - begin, 8);
      state.set(JAVA_INT_UNALIGNED, 0, MEMORY_MAGIC);
      MemorySegment.copy(file, JAVA_BYTE, begin, state, JAVA_BYTE, MEMORY_HEADER, size - begin);
      return new SavedSequence(tokens, state);
    } catch (IOException e) {
      throw new LlamaException(Reason.STATE, "cannot read the saved sequence " + path, e);
    }
  }

  private static int word(MemorySegment file, long index) {
    return file.get(JAVA_INT_UNALIGNED, 4 * index);
  }
}
