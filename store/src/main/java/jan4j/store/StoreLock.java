package jan4j.store;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Says that one process writes to a data folder. The lock is the operating system's, so that a
/// killed process holds nothing; the file says who holds it.
final class StoreLock implements AutoCloseable {
  /// Far behind the text, since Windows denies reading a locked range.
  private static final long POSITION = 1L << 40;

  private static final int MAX_TEXT = 200;

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /// @throws JanException [ErrorCode#STORAGE_IN_USE] that names the holder, or what kept the lock
  ///   from being written
  static StoreLock take(Path file, DurableFiles files, Instant now) {
    FileChannel channel = null;
    try {
      files.makeFolder(above(file));
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        throw inUse(file);
      }
      byte[] holder =
          ("process " + ProcessHandle.current().pid() + " since " + now + "\n")
              .getBytes(StandardCharsets.UTF_8);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(holder), 0);
      return new StoreLock(channel);
    } catch (IOException e) {
      close(channel);
      throw StorageFailure.of("take the lock", file, e);
    } catch (JanException e) {
      close(channel);
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(POSITION, 1, false);
    } catch (OverlappingFileLockException e) {
      return null; // this process holds it
    }
  }

  private static JanException inUse(Path file) throws IOException {
    byte[] text;
    try (var in = Files.newInputStream(file)) {
      text = in.readNBytes(MAX_TEXT);
    }
    String holder = new String(text, StandardCharsets.UTF_8).strip();
    return new JanException(
        ErrorCode.STORAGE_IN_USE,
        "the data folder "
            + above(above(file))
            + " is in use by "
            + (holder.isEmpty() ? "another core" : holder)
            + "; use that core, or end it first");
  }

  private static Path above(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a folder above " + file);
  }

  private static void close(@Nullable FileChannel channel) {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      System.getLogger(StoreLock.class.getName())
          .log(System.Logger.Level.DEBUG, "closing the lock failed", e);
    }
  }

  @Override
  public void close() {
    close(channel);
  }
}
