package jan4j.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import jan4j.llama.raw.Native;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// C function pointers that call Java. An exception that leaves an upcall ends the JVM, so every
/// body here catches all.
@SuppressWarnings("restricted") // makes upcall stubs
final class Upcalls {
  private static final LogSink.Level[] LEVELS = LogSink.Level.values();

  private Upcalls() {}

  /// `void (*ggml_log_callback)(enum ggml_log_level level, const char * text, void * user_data)`.
  static MemorySegment log(LogSink sink, Arena arena) {
    return stub(
        "onLog",
        MethodType.methodType(
            void.class, LogSink.class, int.class, MemorySegment.class, MemorySegment.class),
        sink,
        FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS),
        arena);
  }

  /// `bool (*llama_progress_callback)(float progress, void * user_data)`.
  static MemorySegment progress(ProgressListener listener, Arena arena) {
    return stub(
        "onProgress",
        MethodType.methodType(
            boolean.class, ProgressListener.class, float.class, MemorySegment.class),
        listener,
        FunctionDescriptor.of(JAVA_BOOLEAN, JAVA_FLOAT, ADDRESS),
        arena);
  }

  /// `bool (*ggml_abort_callback)(void * data)`.
  static MemorySegment poll(BooleanSupplier poll, Arena arena) {
    return stub(
        "onPoll",
        MethodType.methodType(boolean.class, BooleanSupplier.class, MemorySegment.class),
        poll,
        FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS),
        arena);
  }

  /// `void (*ggml_abort_callback_t)(const char * error_message)`.
  static MemorySegment fatal(Consumer<String> handler, Arena arena) {
    return stub(
        "onFatal",
        MethodType.methodType(void.class, Consumer.class, MemorySegment.class),
        handler,
        FunctionDescriptor.ofVoid(ADDRESS),
        arena);
  }

  private static MemorySegment stub(
      String method, MethodType type, Object target, FunctionDescriptor function, Arena arena) {
    try {
      MethodHandle handle = MethodHandles.lookup().findStatic(Upcalls.class, method, type);
      return Linker.nativeLinker()
          .upcallStub(MethodHandles.insertArguments(handle, 0, target), function, arena);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no method " + method + type, e);
    }
  }

  @SuppressWarnings("unused") // called by C
  private static void onLog(LogSink sink, int level, MemorySegment text, MemorySegment userData) {
    try {
      String line = Native.string(text);
      if (line != null) {
        boolean known = level >= 0 && level < LEVELS.length;
        sink.log(known ? LEVELS[level] : LogSink.Level.NONE, line);
      }
    } catch (Throwable _) {
      // a log line is not worth the process
    }
  }

  @SuppressWarnings("unused") // called by C
  private static boolean onProgress(
      ProgressListener listener, float fraction, MemorySegment userData) {
    try {
      return listener.onProgress(fraction);
    } catch (Throwable _) {
      return false;
    }
  }

  @SuppressWarnings("unused") // called by C
  private static boolean onPoll(BooleanSupplier poll, MemorySegment userData) {
    try {
      return poll.getAsBoolean();
    } catch (Throwable _) {
      return true;
    }
  }

  @SuppressWarnings("unused") // called by C
  private static void onFatal(Consumer<String> handler, MemorySegment message) {
    try {
      String text = Native.string(message);
      handler.accept(text == null ? "" : text);
    } catch (Throwable _) {
      // the process ends right after this
    }
  }
}
