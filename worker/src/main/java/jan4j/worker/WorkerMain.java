package jan4j.worker;

import jan4j.llama.Device;
import jan4j.llama.LlamaException;
import jan4j.llama.LlamaLibrary;
import jan4j.llama.LogSink;
import jan4j.wire.worker.FrameChannel;
import jan4j.wire.worker.Report;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The entry point of the engine process: one model, one connection back to the core that started
/// it. `docs/worker-protocol.md` tells the order of frames.
///
/// Environment: `JAN4J_WORKER_SOCKET`, `JAN4J_WORKER_NONCE`, `JAN4J_NATIVE_FOLDER`. Exit codes: 0
/// stopped, 2 called wrongly, 3 the load failed, 4 protocol mismatch, 5 native library refused, 134
/// native abort.
public final class WorkerMain {
  private static final int CALLED_WRONGLY = 2;
  private static final int LIBRARY_REFUSED = 5;
  private static final int NATIVE_ABORT = 134;
  private static final long LAST_WORDS_MILLIS = 1000;

  private WorkerMain() {}

  /// Runs the worker; with `--train [model file]`, loads the classes that a worker needs, answers
  /// once with the model if one is given, and ends (for an AOT cache); with `--devices`, lists the
  /// devices that the library finds.
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("--train")) {
      Training.run(args.length > 1 ? args[1] : "");
      return;
    }
    if (args.length > 0 && args[0].equals("--devices")) {
      listDevices();
      return;
    }
    String socket = System.getenv("JAN4J_WORKER_SOCKET");
    String nonce = System.getenv("JAN4J_WORKER_NONCE");
    String folder = System.getenv("JAN4J_NATIVE_FOLDER");
    if (socket == null || nonce == null || folder == null) {
      System.err.println(
          "worker: JAN4J_WORKER_SOCKET, JAN4J_WORKER_NONCE and JAN4J_NATIVE_FOLDER must be set;"
              + " this program is started by jan4j");
      Runtime.getRuntime().halt(CALLED_WRONGLY);
      return;
    }
    try {
      SocketChannel connection = SocketChannel.open(UnixDomainSocketAddress.of(socket));
      serve(new FrameChannel(connection), nonce, Path.of(folder), Path.of(socket));
    } catch (IOException e) {
      System.err.println("worker: cannot reach the core at " + socket + ": " + e);
      Runtime.getRuntime().halt(WorkerProcess.STOPPED);
    }
  }

  /// One line for each device: name, type and description, with tabs between.
  private static void listDevices() {
    LlamaLibrary library =
        LlamaLibrary.load(Path.of(System.getenv("JAN4J_NATIVE_FOLDER")), LogSink.NONE);
    for (Device device : library.devices()) {
      System.out.println(
          String.join(
              "\t",
              device.name(),
              device.isSoftware() ? "software" : device.type().name().toLowerCase(Locale.ROOT),
              device.description()));
    }
  }

  private static void serve(FrameChannel channel, String nonce, Path folder, Path socket)
      throws IOException {
    long pid = ProcessHandle.current().pid();
    LlamaLibrary library;
    try {
      library = LlamaLibrary.load(folder, printingSink());
    } catch (LlamaException e) {
      channel.write(new Report.Hello(Report.PROTOCOL_VERSION, nonce, pid, ""));
      channel.write(new Report.LoadFailed("engine_failed", String.valueOf(e.getMessage())));
      channel.close();
      Runtime.getRuntime().halt(LIBRARY_REFUSED);
      return;
    }
    library.onAbort(message -> die(channel, message));
    channel.write(new Report.Hello(Report.PROTOCOL_VERSION, nonce, pid, library.version()));
    new WorkerProcess(library, channel, code -> halt(code, socket)).run();
  }

  /// A core that was killed cannot remove the socket's folder, so its worker does.
  private static void halt(int code, Path socket) {
    try {
      Files.deleteIfExists(socket);
      Files.deleteIfExists(socket.toAbsolutePath().getParent());
    } catch (IOException e) {
      System.err.println("worker: " + socket + " cannot be removed: " + e);
    } finally {
      Runtime.getRuntime().halt(code);
    }
  }

  /// Runs on the thread that failed, in the midst of native code: says why, past the queue of
  /// reports, and ends the process before the library does.
  private static void die(FrameChannel channel, String message) {
    try {
      Thread lastWords =
          Thread.ofPlatform().daemon().start(() -> report(channel, new Report.Dying(message)));
      lastWords.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Runtime.getRuntime().halt(NATIVE_ABORT);
    }
  }

  private static void report(FrameChannel channel, Report report) {
    try {
      channel.write(report);
    } catch (IOException e) {
      System.err.println("worker: " + report + " could not be reported: " + e);
    }
  }

  /// Warnings and errors of the library go to stderr, where the core keeps the last lines.
  private static LogSink printingSink() {
    return (level, text) -> {
      if (level == LogSink.Level.WARN || level == LogSink.Level.ERROR) {
        System.err.print(text);
      }
    };
  }
}
