package jan4j.llama;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// A switch that stops evaluations ([Context#setAbort(AbortFlag)]). The library asks before each of
/// a step's many pieces; a call into Java for each costs a small model a fifth of its speed. So the
/// flag is two bytes of native memory, and what the library calls is C's `strlen`: 0 for an empty
/// text (go on), 1 for a text of one character (stop). Thread-safe; may serve several contexts.
public final class AbortFlag {
  private static final VarHandle BYTE = ValueLayout.JAVA_BYTE.varHandle();

  /// The flag, and the text's end.
  private final MemorySegment text = Arena.ofAuto().allocate(2);

  /// Stops evaluations, or lets them run.
  public void set(boolean raised) {
    BYTE.setVolatile(text, 0L, (byte) (raised ? 1 : 0));
  }

  MemorySegment text() {
    return text;
  }

  static MemorySegment callback() {
    return Linker.nativeLinker().defaultLookup().findOrThrow("strlen");
  }
}
