package jan4j.engine;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.FrameChannel;
import jan4j.wire.worker.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One worker: its process, its socket, and the thread that reads what it reports. Starts at
/// construction and ends once; nothing of it, and no process, is left after
/// [Listener#ended(WorkerProcess, WorkerEnd)].
///
/// Thread-safe. The reader is a virtual thread; per-token reports go from it straight to the answer
/// they belong to.
final class WorkerProcess {
  private static final System.Logger LOG = System.getLogger(WorkerProcess.class.getName());
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Told by the reader thread.
  interface Listener {
    void started(WorkerProcess worker, long pid);

    void progress(WorkerProcess worker, double fraction);

    void loaded(WorkerProcess worker, Report.Loaded facts);

    /// The answer had its last report.
    void released(WorkerProcess worker, Answer answer, boolean complete);

    /// The process is gone. The last call.
    void ended(WorkerProcess worker, WorkerEnd end);
  }

  /// What an answer needs of the worker's reports. Called by the reader thread; must not block.
  interface Answer {
    long id();

    void report(Report report);
  }

  private final ModelEntry model;
  private final WorkerEdges edges;
  private final Listener listener;
  private final String nonce = HexFormat.of().formatHex(randomBytes());
  private final Map<Long, Answer> answers = new ConcurrentHashMap<>();

  /// Guards process, kill and wanted.
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable Process process;
  private boolean killed;
  private boolean wanted;

  /// The first known cause of the end; guarded by the lock.
  private @Nullable JanException fault;

  private boolean loadFailed; // guarded by the lock
  private volatile @Nullable FrameChannel frames;
  private final AtomicLong nReports = new AtomicLong();

  private WorkerProcess(ModelEntry model, WorkerEdges edges, Listener listener) {
    this.model = model;
    this.edges = edges;
    this.listener = listener;
  }

  /// Starts a worker; all that follows is told to the listener.
  static WorkerProcess start(ModelEntry model, WorkerEdges edges, Listener listener) {
    WorkerProcess worker = new WorkerProcess(model, edges, listener);
    Thread.ofVirtual().name("worker-reader-" + model.id()).start(worker::run);
    return worker;
  }

  private static byte[] randomBytes() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private void run() {
    WorkerEnd end;
    try {
      Path natives = edges.nativeFolder().apply(model);
      try (WorkerSocket socket = WorkerSocket.open()) {
        end = run(socket, natives);
      }
    } catch (JanException e) {
      end = notStarted(e.code(), e.getMessage());
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "starting a worker of " + model.id() + " failed", e);
      end = notStarted(ErrorCode.ENGINE_FAILED, "cannot start an engine process: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end = notStarted(ErrorCode.ENGINE_UNAVAILABLE, "the start was interrupted");
    }
    listener.ended(this, end);
  }

  private WorkerEnd notStarted(ErrorCode code, String message) {
    lock.lock();
    try {
      return new WorkerEnd(wanted, code, message, true, List.of(), "");
    } finally {
      lock.unlock();
    }
  }

  private WorkerEnd run(WorkerSocket socket, Path natives)
      throws IOException, InterruptedException {
    Process started =
        edges
            .launcher()
            .launch(
                new WorkerLauncher.Order(
                    model.id(), socket.folder(), environment(socket, natives)));
    try {
      own(started);
      listener.started(this, started.pid());
      WorkerOutput output =
          new WorkerOutput(started.getInputStream(), edges.logFile(model.id()), model.id().value());
      Thread.startVirtualThread(() -> awaitExit(started, socket));
      converse(socket);
      letEnd(started);
      output.join();
      return end(started.exitValue(), output);
    } finally {
      started.destroyForcibly();
    }
  }

  private Map<String, String> environment(WorkerSocket socket, Path natives) {
    Map<String, String> out = new HashMap<>();
    out.put("JAN4J_WORKER_SOCKET", socket.path().toString());
    out.put("JAN4J_WORKER_NONCE", nonce);
    out.put("JAN4J_NATIVE_FOLDER", natives.toString());
    out.put("GGML_NO_BACKTRACE", "1");
    if (edges.settings().softwareVulkan()) {
      out.putAll(VulkanDevices.environment(model.load().devices()));
    }
    return out;
  }

  private void own(Process started) {
    lock.lock();
    try {
      process = started;
      if (killed) {
        started.destroyForcibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private static void awaitExit(Process started, WorkerSocket socket) {
    try {
      started.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    socket.stopListening();
  }

  /// Until the socket ends.
  private void converse(WorkerSocket socket) {
    try (FrameChannel channel = new FrameChannel(socket.accept())) {
      socket.stopListening();
      greet(channel.read(Report.class));
      frames = channel;
      channel.write(
          new Command.Load(
              model.file().toString(), model.load(), edges.settings().nThreadsDefault()));
      while (true) {
        Report report = channel.read(Report.class);
        nReports.incrementAndGet();
        dispatch(report);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the socket of " + model.id() + " ended: " + e);
    } catch (JanException e) {
      fault(e);
    }
  }

  private void greet(Report first) {
    if (!(first instanceof Report.Hello hello)) {
      throw new JanException(ErrorCode.ENGINE_FAILED, "the worker did not say hello");
    }
    if (hello.protocol() != Report.PROTOCOL_VERSION) {
      throw new JanException(
          ErrorCode.ENGINE_FAILED,
          "the worker speaks protocol "
              + hello.protocol()
              + ", this core "
              + Report.PROTOCOL_VERSION
              + "; build both anew");
    }
    if (!nonce.equals(hello.nonce())) {
      throw new JanException(
          ErrorCode.ENGINE_FAILED,
          "process " + hello.pid() + " connected in place of the worker: its nonce is wrong");
    }
    LOG.log(
        System.Logger.Level.INFO,
        "worker {0} of {1} runs llama.cpp {2}",
        Long.toString(hello.pid()),
        model.id(),
        hello.nativeVersion());
  }

  private void dispatch(Report report) {
    switch (report) {
      case Report.Piece r -> pass(r.id(), report);
      case Report.Started r -> pass(r.id(), report);
      case Report.Progress r -> pass(r.id(), report);
      case Report.Finished r -> passLast(r.id(), report, true);
      case Report.Failed r -> passLast(r.id(), report, false);
      case Report.LoadProgress r -> listener.progress(this, r.fraction());
      case Report.Loaded r -> listener.loaded(this, r);
      case Report.LoadFailed r -> loadFailed(r);
      case Report.Dying r -> fault(new JanException(ErrorCode.ENGINE_CRASHED, r.message()));
      case Report.Pong _, Report.Tokens _ -> {}
      case Report.Hello _ ->
          throw new JanException(ErrorCode.ENGINE_FAILED, "the worker said hello twice");
    }
  }

  private void pass(long id, Report report) {
    Answer answer = answers.get(id);
    if (answer != null) {
      answer.report(report);
    }
  }

  private void passLast(long id, Report report, boolean complete) {
    Answer answer = answers.remove(id);
    if (answer != null) {
      answer.report(report);
      listener.released(this, answer, complete);
    }
  }

  private void loadFailed(Report.LoadFailed report) {
    lock.lock();
    try {
      loadFailed = true;
      if (fault == null) {
        fault = new JanException(ErrorCode.ofCode(report.code()), report.message());
      }
    } finally {
      lock.unlock();
    }
  }

  private void fault(JanException cause) {
    lock.lock();
    try {
      if (fault == null) {
        fault = cause;
      }
    } finally {
      lock.unlock();
    }
  }

  /// The socket has ended: so must the process, if need be by force.
  private void letEnd(Process started) throws InterruptedException {
    try {
      started.getOutputStream().close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "closing the stdin of " + model.id() + " failed", e);
    }
    if (!started.waitFor(edges.settings().stopGrace())) {
      started.destroyForcibly();
      started.waitFor();
    }
  }

  private WorkerEnd end(int exitCode, WorkerOutput output) {
    lock.lock();
    try {
      JanException known = fault;
      String cause = known == null ? ExitStatus.describe(exitCode) : known.getMessage();
      if (known != null && known.code() == ErrorCode.ENGINE_CRASHED) {
        cause = cause + " (" + ExitStatus.describe(exitCode) + ")";
      }
      return new WorkerEnd(
          wanted,
          known == null ? ErrorCode.ENGINE_CRASHED : known.code(),
          cause,
          loadFailed,
          known == null ? output.lastLines(WorkerEnd.MAX_LINES_TOLD) : List.of(),
          edges.logFile(model.id()).toString());
    } finally {
      lock.unlock();
    }
  }

  /// Sends an answer's request; its reports come to `answer` from now on.
  ///
  /// @throws IOException where the worker is ending; its end is told to the listener
  void begin(Answer answer, Command.Generate request) throws IOException {
    answers.put(answer.id(), answer);
    send(request);
  }

  /// Sends a command.
  ///
  /// @throws IOException where the worker is ending; its end is told to the listener
  void send(Command command) throws IOException {
    FrameChannel channel = frames;
    if (channel == null) {
      throw new IOException("the worker of " + model.id() + " is not connected");
    }
    channel.write(command);
  }

  /// Asks for the end and enforces it after the grace. Returns at once.
  void stop() {
    lock.lock();
    try {
      wanted = true;
    } finally {
      lock.unlock();
    }
    Thread.startVirtualThread(this::stopOrKill);
  }

  private void stopOrKill() {
    Process running = process();
    try {
      send(new Command.Stop());
      if (running != null && running.waitFor(edges.settings().stopGrace())) {
        return;
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the worker cannot be asked to stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    destroy();
  }

  /// Ends the process at once, because of `cause`. Returns at once.
  void kill(JanException cause) {
    fault(cause);
    destroy();
  }

  private void destroy() {
    lock.lock();
    try {
      killed = true;
      if (process != null) {
        process.destroyForcibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Process process() {
    lock.lock();
    try {
      return process;
    } finally {
      lock.unlock();
    }
  }

  /// Asks the loop for a sign of life, which counts as a report. Returns at once.
  void ping() {
    Thread.startVirtualThread(() -> {
      try {
        send(new Command.Ping(nReports.get()));
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "the worker ended before a ping", e);
      }
    });
  }

  /// Whether the worker connected.
  boolean isConnected() {
    return frames != null;
  }

  /// How many reports came so far.
  long nReports() {
    return nReports.get();
  }
}
