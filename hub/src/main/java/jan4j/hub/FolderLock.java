package jan4j.hub;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps two installations of the same thing apart, within this process and between processes. The
/// lock is the operating system's: a killed process holds nothing.
final class FolderLock implements AutoCloseable {
  private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

  private final FileChannel channel;
  private final ReentrantLock inProcess;

  private FolderLock(FileChannel channel, ReentrantLock inProcess) {
    this.channel = channel;
    this.inProcess = inProcess;
  }

  /// Waits for the lock of `name` in `folder`.
  static FolderLock take(Path folder, String name) {
    Path file = DataFolder.make(folder).resolve(name + ".lock").toAbsolutePath();
    ReentrantLock lock = IN_PROCESS.computeIfAbsent(file, _ -> new ReentrantLock());
    lock.lock();
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var held = channel.lock(); // freed with the channel
      assert held.isValid();
      return new FolderLock(channel, lock);
    } catch (IOException e) {
      lock.unlock();
      throw new JanException(
          ErrorCode.INTERNAL,
          "cannot lock " + file + " (" + e + "); make the data folder writable",
          e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      System.getLogger(FolderLock.class.getName())
          .log(System.Logger.Level.DEBUG, "closing a lock failed", e);
    } finally {
      inProcess.unlock();
    }
  }
}
