package jan4j.store;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.wire.jan.JanThread;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/// Reads `thread.json` files. A file is parsed once and again when its time or size changed, so
/// that what Jan or an editor writes is seen. Thread-safe.
final class ThreadShelf {
  private static final int MAX_THREAD_FILE = 16 * 1024 * 1024;
  private static final Comparator<StoredThread> NEWEST_FIRST =
      Comparator.comparing(StoredThread::updated).reversed().thenComparing(t -> t.id().value());

  private record Stamp(long millis, long size) {
    static final Stamp NONE = new Stamp(0, -1);
  }

  private record Parsed(Stamp stamp, JanThread file, long checksum, boolean readable) {}

  private final StoreFolder folder;
  private final Map<ThreadId, Parsed> parsed = new ConcurrentHashMap<>();

  ThreadShelf(StoreFolder folder) {
    this.folder = folder;
  }

  /// All threads, newest first.
  List<StoredThread> all() {
    List<StoredThread> out = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder.threads())) {
      for (Path each : folders) {
        String name = each.getFileName().toString();
        if (ThreadId.isValid(name)) {
          find(new ThreadId(name)).ifPresent(out::add);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw StorageFailure.reading("list the threads", folder.threads(), e);
    }
    out.sort(NEWEST_FIRST);
    return out;
  }

  /// @throws JanException [ErrorCode#NOT_FOUND]
  StoredThread get(ThreadId id) {
    return find(id)
        .orElseThrow(() -> new JanException(ErrorCode.NOT_FOUND, "there is no thread " + id));
  }

  Optional<StoredThread> find(ThreadId id) {
    Stamp file = stamp(folder.threadFile(id));
    Stamp messages = stamp(folder.messages(id));
    if (file.equals(Stamp.NONE) && messages.equals(Stamp.NONE)) {
      parsed.remove(id);
      return Optional.empty();
    }
    Parsed known = parsed.get(id);
    if (known == null || !known.stamp.equals(file)) {
      known = parse(id, file, messages);
      parsed.put(id, known);
    }
    Instant said = known.file.updated();
    Instant last = Instant.ofEpochMilli(messages.millis);
    boolean restored = said.plusSeconds(1).isAfter(last) || messages.equals(Stamp.NONE);
    String version = Long.toHexString(known.checksum) + "-" + Math.max(0, messages.size);
    return Optional.of(
        new StoredThread(id, known.file, restored ? said : last, version, known.readable));
  }

  /// Forgets what it knows of a thread whose file was written just now: its time and size may be
  /// what they were.
  void changed(ThreadId id) {
    parsed.remove(id);
  }

  private Parsed parse(ThreadId id, Stamp stamp, Stamp messages) {
    try {
      if (stamp.size > MAX_THREAD_FILE) {
        throw new JanException(ErrorCode.STORAGE_FAILED, "thread.json is too large");
      }
      byte[] bytes = Files.readAllBytes(folder.threadFile(id));
      CRC32C checksum = new CRC32C();
      checksum.update(bytes);
      return new Parsed(stamp, JanThread.read(bytes), checksum.getValue(), true);
    } catch (IOException | JanException e) {
      Instant time = Instant.ofEpochMilli(Math.max(messages.millis, stamp.millis));
      return new Parsed(stamp, JanThread.create(id.value(), "", time), 0, false);
    }
  }

  private static Stamp stamp(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.lastModifiedTime().toMillis(), attributes.size());
    } catch (IOException e) {
      return Stamp.NONE;
    }
  }
}
