package jan4j.egress;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/// The file that says what left the machine and what was refused: one JSON object a line, with
/// `time`, `purpose`, `host`, `what` and `allowed`. It is written before the connection is made;
/// where it cannot be written, nothing leaves. At 8 MiB the file becomes `egress.1.jsonl` and a new
/// one begins. Thread-safe.
public final class Ledger {
  private static final long MAX_BYTES = 8L * 1024 * 1024;

  // Guards the file's end within this process; a lock file guards it between processes.
  private static final ReentrantLock LOCK = new ReentrantLock();

  private final Path file;

  /// @param file made when the first line is written
  public Ledger(Path file) {
    this.file = file;
  }

  /// Where it lies.
  public Path file() {
    return file;
  }

  /// Appends a line.
  ///
  /// @throws JanException [ErrorCode#EGRESS_DENIED] where the line cannot be written
  void write(Instant time, Purpose purpose, String host, String what, boolean allowed) {
    String line =
        "{\"time\":\"%s\",\"purpose\":\"%s\",\"host\":%s,\"what\":%s,\"allowed\":%s}\n"
            .formatted(time, purpose.word(), quote(host), quote(what), allowed);
    LOCK.lock();
    try {
      append(line);
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.EGRESS_DENIED,
          "nothing leaves the machine while the ledger "
              + file
              + " cannot be written ("
              + e
              + "); make the data folder writable and free some space",
          e);
    } finally {
      LOCK.unlock();
    }
  }

  private void append(String line) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try (FileChannel guard =
            FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock held = guard.lock()) {
      assert held.isValid();
      appendLocked(line);
    }
  }

  private void appendLocked(String line) throws IOException {
    if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
      Files.move(file, file.resolveSibling("egress.1.jsonl"), StandardCopyOption.REPLACE_EXISTING);
    }
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(line);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /// A JSON string. Here by hand, because this module has no JSON library.
  private static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < 0x20 || c >= 0x7f && c < 0xa0 || Character.isSurrogate(c)) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
