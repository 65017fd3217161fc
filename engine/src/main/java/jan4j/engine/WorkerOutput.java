package jan4j.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Drains what a worker prints: keeps the last lines and, where a log file is given, all of them.
/// One platform thread, because a blocking read of a pipe would hold a virtual thread's carrier.
final class WorkerOutput {
  private static final System.Logger LOG = System.getLogger(WorkerOutput.class.getName());
  private static final int MAX_LINES = 200;
  private static final int MAX_LINE_LENGTH = 2_000;
  private static final long MAX_LOG_BYTES = 4 * 1024 * 1024;

  private final ReentrantLock lock = new ReentrantLock(); // guards lines
  private final Deque<String> lines = new ArrayDeque<>();
  private final Path logFile;
  private final Thread thread;

  /// @param logFile the empty path: none
  WorkerOutput(InputStream in, Path logFile, String name) {
    this.logFile = logFile;
    thread = Thread.ofPlatform().daemon().name("worker-output-" + name).start(() -> drain(in));
  }

  /// The last lines, oldest first.
  List<String> lastLines(int count) {
    lock.lock();
    try {
      return lines.stream().skip(Math.max(0, lines.size() - count)).toList();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until all was read, but not for long: a child of the worker may hold the pipe.
  void join() throws InterruptedException {
    thread.join(1_000);
  }

  private void drain(InputStream in) {
    try (BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        Writer log = openLog()) {
      StringBuilder line = new StringBuilder();
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        if (c == '\n' || line.length() == MAX_LINE_LENGTH) {
          add(line.toString(), log);
          line.setLength(0);
        }
        if (c != '\n' && c != '\r') {
          line.append((char) c);
        }
      }
      if (!line.isEmpty()) {
        add(line.toString(), log);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "reading the output of a worker ended", e);
    }
  }

  private void add(String line, Writer log) throws IOException {
    lock.lock();
    try {
      if (lines.size() == MAX_LINES) {
        lines.removeFirst();
      }
      lines.addLast(line);
    } finally {
      lock.unlock();
    }
    log.write(line);
    log.write('\n');
    log.flush();
  }

  /// A log that cannot be written costs the log, not the worker.
  private Writer openLog() {
    if (logFile.toString().isEmpty()) {
      return Writer.nullWriter();
    }
    try {
      Files.createDirectories(logFile.toAbsolutePath().getParent());
      if (Files.exists(logFile) && Files.size(logFile) > MAX_LOG_BYTES) {
        Path older = logFile.resolveSibling(logFile.getFileName() + ".1");
        Files.move(logFile, older, StandardCopyOption.REPLACE_EXISTING);
      }
      return Files.newBufferedWriter(logFile, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot write the log " + logFile, e);
      return Writer.nullWriter();
    }
  }
}
