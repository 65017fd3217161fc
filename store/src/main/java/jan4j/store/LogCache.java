package jan4j.store;

import jan4j.wire.jan.JanMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps the parsed messages of the threads that were read last, as long as their files do not
/// change. Thread-safe.
final class LogCache {
  private static final int MAX_THREADS = 4;
  private static final long MAX_FILE = 4L * 1024 * 1024;

  private record Stamp(long millis, long size) {}

  private record Kept(Stamp stamp, MessageLog.Content content) {}

  /// Guards `kept`.
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<Path, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Kept> eldest) {
          return size() > MAX_THREADS;
        }
      };

  MessageLog.Content read(Path file) {
    Stamp before = stamp(file);
    lock.lock();
    try {
      Kept known = kept.get(file);
      if (known != null && known.stamp.equals(before)) {
        return known.content;
      }
    } finally {
      lock.unlock();
    }
    MessageLog.Content content = MessageLog.read(file);
    keep(file, before, content);
    return content;
  }

  private void keep(Path file, Stamp stamp, MessageLog.Content content) {
    lock.lock();
    try {
      if (stamp.size > 0 && stamp.size <= MAX_FILE && stamp.equals(stamp(file))) {
        kept.put(file, new Kept(stamp, content));
      } else {
        kept.remove(file);
      }
    } finally {
      lock.unlock();
    }
  }

  /// A line was added by the file's one writer.
  void appended(Path file, JanMessage line) {
    lock.lock();
    try {
      Kept known = kept.remove(file);
      long grown = stamp(file).size - (known == null ? 0 : known.stamp.size);
      if (known == null || grown != line.write().length + 1) {
        return; // something else changed, too
      }
      List<JanMessage> messages = new ArrayList<>(known.content.messages());
      messages.add(line);
      kept.put(
          file,
          new Kept(stamp(file), new MessageLog.Content(messages, known.content.badLines(), 0)));
    } finally {
      lock.unlock();
    }
  }

  void forget(Path file) {
    lock.lock();
    try {
      kept.remove(file);
    } finally {
      lock.unlock();
    }
  }

  private static Stamp stamp(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.lastModifiedTime().toMillis(), attributes.size());
    } catch (IOException e) {
      return new Stamp(0, 0);
    }
  }
}
