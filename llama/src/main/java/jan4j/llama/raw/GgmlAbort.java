package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The one variadic function that is bound, by hand.
public final class GgmlAbort {
  private GgmlAbort() {}

  /// ```c
  /// GGML_NORETURN void ggml_abort(const char * file, int line, const char * fmt, ...);
  /// ```
  ///
  /// @param fmt must hold no conversion: nothing variadic is passed
  public static void ggml_abort(MemorySegment file, int line, MemorySegment fmt) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "ggml_abort",
              FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, ADDRESS),
              Linker.Option.firstVariadicArg(3));
    }
    try {
      Handle.IT.invokeExact(file, line, fmt);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
