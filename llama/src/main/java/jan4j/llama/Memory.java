package jan4j.llama;

import jan4j.llama.raw.LlamaMemory;
import java.lang.foreign.MemorySegment;

/// What a context remembers of its sequences: a KV cache, recurrent state, or both. Used by the
/// thread that owns the context.
///
/// Ranges are `[from, to)`; -1 stands for the beginning or the end. Recurrent state and
/// sliding-window layers without `swaFull` cannot be cut or copied everywhere: `remove` may answer
/// true although positions that a window needs are gone, so compare with [#positionMin] first.
public final class Memory {
  private final Context context;
  private final MemorySegment handle;

  Memory(Context context, MemorySegment handle) {
    this.context = context;
    this.handle = handle;
  }

  /// Forgets all sequences.
  ///
  /// @param data overwrite the buffers too
  public void clear(boolean data) {
    LlamaMemory.llama_memory_clear(handle(), data);
  }

  /// Forgets positions of a sequence; -1 as sequence: of all.
  ///
  /// @return false if this part cannot be removed and nothing changed; a whole sequence always can
  public boolean remove(int sequence, int from, int to) {
    MemorySegment memory = handle();
    if (sequence != -1) {
      context.checkSequence(sequence);
    }
    return LlamaMemory.llama_memory_seq_rm(memory, sequence, from, to);
  }

  /// Makes positions of one sequence part of another. In a unified cache this copies no data; with
  /// one cache per sequence only a whole sequence can be copied.
  public void copy(int source, int target, int from, int to) {
    MemorySegment memory = handle();
    context.checkSequence(source);
    context.checkSequence(target);
    LlamaMemory.llama_memory_seq_cp(memory, source, target, from, to);
  }

  /// Forgets all other sequences.
  public void keep(int sequence) {
    MemorySegment memory = handle();
    context.checkSequence(sequence);
    LlamaMemory.llama_memory_seq_keep(memory, sequence);
  }

  /// Moves positions by `delta`. Needs [#canShift].
  public void add(int sequence, int from, int to, int delta) {
    MemorySegment memory = shiftable();
    context.checkSequence(sequence);
    LlamaMemory.llama_memory_seq_add(memory, sequence, from, to, delta);
  }

  /// Divides positions by `divisor`, which is above 1. Needs [#canShift].
  public void divide(int sequence, int from, int to, int divisor) {
    MemorySegment memory = shiftable();
    context.checkSequence(sequence);
    if (divisor < 2) {
      throw LlamaException.misuse("positions are divided by 2 or more, not by " + divisor);
    }
    LlamaMemory.llama_memory_seq_div(memory, sequence, from, to, divisor);
  }

  /// First position that is remembered, or -1 for an empty sequence. Above 0 where a window moved
  /// on.
  public int positionMin(int sequence) {
    MemorySegment memory = handle();
    context.checkSequence(sequence);
    return LlamaMemory.llama_memory_seq_pos_min(memory, sequence);
  }

  /// Last position, or -1 for an empty sequence.
  public int positionMax(int sequence) {
    MemorySegment memory = handle();
    context.checkSequence(sequence);
    return LlamaMemory.llama_memory_seq_pos_max(memory, sequence);
  }

  /// Whether positions can be moved.
  public boolean canShift() {
    return LlamaMemory.llama_memory_can_shift(handle());
  }

  private MemorySegment shiftable() {
    MemorySegment memory = handle();
    if (!LlamaMemory.llama_memory_can_shift(memory)) {
      throw LlamaException.misuse("the memory of this model cannot move positions");
    }
    return memory;
  }

  private MemorySegment handle() {
    context.handle(); // asserts the thread and that it is open
    return handle;
  }
}
