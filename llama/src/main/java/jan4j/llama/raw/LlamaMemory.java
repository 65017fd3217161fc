package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The memory (KV cache or recurrent state) of a context: functions of `llama.h`, named and typed
/// as there. Each is bound at its first call.
public final class LlamaMemory {
  private LlamaMemory() {}

  /// ```c
  /// // Clear the memory contents
  /// // If data == true, the data buffers will also be cleared together with the metadata
  /// void llama_memory_clear(llama_memory_t mem, bool data);
  /// ```
  public static void llama_memory_clear(MemorySegment mem, boolean data) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_memory_clear", FunctionDescriptor.ofVoid(ADDRESS, JAVA_BOOLEAN));
    }
    try {
      Handle.IT.invokeExact(mem, data);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Removes all tokens that belong to the specified sequence and have positions in [p0, p1)
  /// // Returns false if a partial sequence cannot be removed. Removing a whole sequence never fails
  /// // seq_id < 0 : match any sequence [TAG_LLAMA_SEQ_ID_NEG]
  /// // p0 < 0     : [0,  p1]
  /// // p1 < 0     : [p0, inf)
  /// bool llama_memory_seq_rm(llama_memory_t mem, llama_seq_id seq_id, llama_pos p0, llama_pos p1);
  /// ```
  public static boolean llama_memory_seq_rm(MemorySegment mem, int seq_id, int p0, int p1) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_memory_seq_rm",
              FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT));
    }
    try {
      return (boolean) Handle.IT.invokeExact(mem, seq_id, p0, p1);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Copy all tokens that belong to the specified sequence to another sequence
  /// // p0 < 0 : [0,  p1]
  /// // p1 < 0 : [p0, inf)
  /// void llama_memory_seq_cp(llama_memory_t mem, llama_seq_id seq_id_src, llama_seq_id seq_id_dst, llama_pos p0, llama_pos p1);
  /// ```
  public static void llama_memory_seq_cp(
      MemorySegment mem, int seq_id_src, int seq_id_dst, int p0, int p1) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_memory_seq_cp",
              FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    }
    try {
      Handle.IT.invokeExact(mem, seq_id_src, seq_id_dst, p0, p1);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Removes all tokens that do not belong to the specified sequence
  /// void llama_memory_seq_keep(llama_memory_t mem, llama_seq_id seq_id);
  /// ```
  public static void llama_memory_seq_keep(MemorySegment mem, int seq_id) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_memory_seq_keep", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
    }
    try {
      Handle.IT.invokeExact(mem, seq_id);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Adds relative position "delta" to all tokens that belong to the specified sequence and have positions in [p0, p1)
  /// // p0 < 0 : [0,  p1]
  /// // p1 < 0 : [p0, inf)
  /// void llama_memory_seq_add(llama_memory_t mem, llama_seq_id seq_id, llama_pos p0, llama_pos p1, llama_pos delta);
  /// ```
  public static void llama_memory_seq_add(
      MemorySegment mem, int seq_id, int p0, int p1, int delta) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_memory_seq_add",
              FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    }
    try {
      Handle.IT.invokeExact(mem, seq_id, p0, p1, delta);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Integer division of the positions by factor of `d > 1`
  /// // p0 < 0 : [0,  p1]
  /// // p1 < 0 : [p0, inf)
  /// void llama_memory_seq_div(llama_memory_t mem, llama_seq_id seq_id, llama_pos p0, llama_pos p1, int d);
  /// ```
  public static void llama_memory_seq_div(MemorySegment mem, int seq_id, int p0, int p1, int d) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_memory_seq_div",
              FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    }
    try {
      Handle.IT.invokeExact(mem, seq_id, p0, p1, d);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Returns the smallest position present in the memory for the specified sequence
  /// // This is typically non-zero only for SWA caches
  /// // Note that all positions in the range [pos_min, pos_max] are guaranteed to be present in the memory
  /// // Return -1 if the sequence is empty
  /// llama_pos llama_memory_seq_pos_min(llama_memory_t mem, llama_seq_id seq_id);
  /// ```
  public static int llama_memory_seq_pos_min(MemorySegment mem, int seq_id) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_memory_seq_pos_min", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    }
    try {
      return (int) Handle.IT.invokeExact(mem, seq_id);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Returns the largest position present in the memory for the specified sequence
  /// // Note that all positions in the range [pos_min, pos_max] are guaranteed to be present in the memory
  /// // Return -1 if the sequence is empty
  /// llama_pos llama_memory_seq_pos_max(llama_memory_t mem, llama_seq_id seq_id);
  /// ```
  public static int llama_memory_seq_pos_max(MemorySegment mem, int seq_id) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_memory_seq_pos_max", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    }
    try {
      return (int) Handle.IT.invokeExact(mem, seq_id);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Check if the memory supports shifting
  /// bool llama_memory_can_shift(llama_memory_t mem);
  /// ```
  public static boolean llama_memory_can_shift(MemorySegment mem) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_memory_can_shift", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
    }
    try {
      return (boolean) Handle.IT.invokeExact(mem);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
