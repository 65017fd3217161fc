package jan4j.llama;

import jan4j.llama.LlamaException.Reason;
import jan4j.llama.raw.Ggml;
import jan4j.llama.raw.GgmlAbort;
import jan4j.llama.raw.GgmlBackend;
import jan4j.llama.raw.GgmlDevice;
import jan4j.llama.raw.LlamaBackend;
import jan4j.llama.raw.Native;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The native library of this process: one folder, one release, never unloaded. Thread-safe.
public final class LlamaLibrary {
  /// Guards `loaded`, and with it the one-time start of the native code.
  private static final ReentrantLock LOCK = new ReentrantLock();

  private static @Nullable LlamaLibrary loaded;

  private final Path folder;
  private final String version;
  private final LogTail log;

  private LlamaLibrary(Path folder, String version, LogTail log) {
    this.folder = folder;
    this.version = version;
    this.log = log;
  }

  /// Opens the libraries of a folder, refuses any but the expected release, and starts the backends
  /// that lie there. A second call with the same folder answers the same library with the new sink.
  ///
  /// @param folder holds `libllama*`, `libggml*` and the backends
  /// @param sink takes the log lines from the first one on
  /// @throws LlamaException with one reason and one message per way to fail
  public static LlamaLibrary load(Path folder, LogSink sink) {
    LOCK.lock();
    try {
      Path absolute = folder.toAbsolutePath().normalize();
      LlamaLibrary present = loaded;
      if (present != null) {
        if (!present.folder.equals(absolute)) {
          throw new LlamaException(
              Reason.ALREADY_LOADED,
              "cannot load %s: the library of %s is loaded in this process, start another one"
                  .formatted(absolute, present.folder));
        }
        present.log.forwardTo(sink);
        return present;
      }
      LlamaLibrary library = start(absolute, sink);
      loaded = library;
      return library;
    } finally {
      LOCK.unlock();
    }
  }

  private static LlamaLibrary start(Path folder, LogSink sink) {
    var symbols = LibraryFiles.open(folder);
    String version = LibraryCheck.check(folder, symbols);
    Native.use(symbols);
    LogTail log = new LogTail(sink);
    LlamaBackend.llama_log_set(Upcalls.log(log, Arena.global()), MemorySegment.NULL);
    try (Arena arena = Arena.ofConfined()) {
      GgmlBackend.ggml_backend_load_all_from_path(arena.allocateFrom(folder.toString()));
    }
    LlamaBackend.llama_backend_init();
    return new LlamaLibrary(folder, version, log);
  }

  /// What `llama_version()` answers.
  public String version() {
    return version;
  }

  /// The folder it was loaded from.
  public Path folder() {
    return folder;
  }

  /// One line about the processor features and backends in use.
  public String systemInfo() {
    return text(LlamaBackend.llama_print_system_info());
  }

  /// The devices that ggml sees, with the memory that is free on them now.
  public List<Device> devices() {
    List<Device> devices = new ArrayList<>();
    long count = GgmlDevice.ggml_backend_dev_count();
    for (int i = 0; i < count; i++) {
      devices.add(Devices.read(i));
    }
    return List.copyOf(devices);
  }

  /// Whether a device other than the CPU can take layers of a model.
  public boolean supportsGpuOffload() {
    return LlamaBackend.llama_supports_gpu_offload();
  }

  /// Names the handler of a fatal error in native code (a failed assertion). It runs on the failing
  /// thread, gets `file:line: message`, and when it returns the process ends with SIGABRT; so it
  /// reports, and may halt the JVM with a status of its own.
  public void onAbort(Consumer<String> handler) {
    Ggml.ggml_set_abort_callback(Upcalls.fatal(handler, Arena.global()));
  }

  /// Ends the process as a failed assertion in native code would. For fault injection in tests.
  public static void abort(String message) {
    try (Arena arena = Arena.ofConfined()) {
      GgmlAbort.ggml_abort(
          arena.allocateFrom("jan4j"), 1, arena.allocateFrom(message.replace("%", "%%")));
    }
  }

  /// A failure with the last errors that the library logged on its end.
  LlamaException failure(Reason reason, String message) {
    String cause = log.takeErrors();
    return new LlamaException(reason, cause.isEmpty() ? message : message + ": " + cause);
  }

  /// Forgets errors logged so far, before a call whose failure should name only its own.
  void clearErrors() {
    log.takeErrors();
  }

  static String text(MemorySegment address) {
    String text = Native.string(address);
    return text == null ? "" : text;
  }
}
