package jan4j.engine;

import jan4j.testkit.Await;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.FrameChannel;
import jan4j.wire.worker.Report;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A worker in this JVM, in the form of a process: it connects to the real socket and speaks real
/// frames, as the test tells it to. Answers `Ping` and `Stop` by itself.
final class FakeWorker extends Process {
  private static final AtomicInteger NEXT_PID = new AtomicInteger(1_000_000);

  private final int pid = NEXT_PID.getAndIncrement();
  private final Map<String, String> environment;
  private final BlockingQueue<Command> commands = new LinkedBlockingQueue<>();
  private final CountDownLatch exited = new CountDownLatch(1);
  private final PipedOutputStream out = new PipedOutputStream();
  private final PipedInputStream output;
  private final ByteArrayOutputStream stdin = new ByteArrayOutputStream();
  private final FrameChannel frames;
  private volatile boolean stubborn;
  private volatile boolean mute;
  private volatile int exitCode;

  FakeWorker(WorkerLauncher.Order order) throws IOException {
    environment = order.environment();
    output = new PipedInputStream(out, 64 * 1024);
    frames =
        new FrameChannel(
            SocketChannel.open(UnixDomainSocketAddress.of(environment.get("JAN4J_WORKER_SOCKET"))));
    Thread.startVirtualThread(this::readCommands);
  }

  private void readCommands() {
    try {
      while (true) {
        Command command = frames.read(Command.class);
        if (command instanceof Command.Ping p) {
          if (!mute) {
            frames.write(new Report.Pong(p.id()));
          }
        } else if (command instanceof Command.Stop && !stubborn) {
          exit(0);
        } else {
          commands.add(command);
        }
      }
    } catch (IOException e) {
      exit(0);
    }
  }

  Map<String, String> environment() {
    return environment;
  }

  String nonce() {
    return Objects.requireNonNull(environment.get("JAN4J_WORKER_NONCE"));
  }

  /// Ignores `Stop`.
  FakeWorker stubborn() {
    stubborn = true;
    return this;
  }

  /// Ignores `Ping`.
  FakeWorker mute() {
    mute = true;
    return this;
  }

  FakeWorker report(Report report) {
    try {
      frames.write(report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  FakeWorker hello() {
    return report(new Report.Hello(Report.PROTOCOL_VERSION, nonce(), pid, "fake"));
  }

  /// Says hello, takes the load command, and reports the model ready.
  FakeWorker load() {
    hello();
    take(Command.Load.class);
    return loaded();
  }

  FakeWorker loaded() {
    return report(
        new Report.Loaded(
            "fake model",
            "llama",
            100,
            2048,
            2048,
            512,
            512,
            4,
            2,
            2,
            2,
            0,
            0,
            "full",
            true,
            "<s>",
            "</s>",
            false,
            1000,
            10,
            List.of(),
            1));
  }

  /// The next command, which must be of that type.
  <T extends Command> T take(Class<T> type) {
    try {
      Command command = commands.poll(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (!type.isInstance(command)) {
        throw new AssertionError("expected " + type.getSimpleName() + ", got " + command);
      }
      return type.cast(command);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Takes a request and completes it with one piece.
  FakeWorker answer(String text) {
    long id = take(Command.Generate.class).id();
    report(new Report.Started(id, 3, 0));
    report(new Report.Piece(id, text, List.of()));
    return finish(id);
  }

  FakeWorker finish(long id) {
    return report(new Report.Finished(id, "stop", "", 3, 0, 1, 1, 1));
  }

  FakeWorker print(String line) {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  boolean hasCommand() {
    return !commands.isEmpty();
  }

  /// Ends the process.
  void exit(int code) {
    synchronized (exited) {
      if (exited.getCount() == 0) {
        return;
      }
      exitCode = code;
      exited.countDown();
    }
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    frames.close();
  }

  @Override
  public OutputStream getOutputStream() {
    return stdin;
  }

  @Override
  public InputStream getInputStream() {
    return output;
  }

  @Override
  public InputStream getErrorStream() {
    return new ByteArrayInputStream(new byte[0]);
  }

  @Override
  public int waitFor() throws InterruptedException {
    exited.await();
    return exitCode;
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
    return exited.await(timeout, unit);
  }

  @Override
  public int exitValue() {
    if (isAlive()) {
      throw new IllegalThreadStateException("runs");
    }
    return exitCode;
  }

  @Override
  public boolean isAlive() {
    return exited.getCount() > 0;
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public void destroy() {
    exit(143);
  }

  @Override
  public Process destroyForcibly() {
    exit(137);
    return this;
  }
}
