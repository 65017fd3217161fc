package jan4j.store;

import jan4j.core.JanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A data folder in use: its threads, assistants and projects. One core at a time writes to a
/// folder; any number of processes may read it. Thread-safe.
public final class Store implements AutoCloseable {
  /// How long deleted things can be brought back.
  public static final Duration TRASH_AGE = Duration.ofDays(30);

  private final @Nullable StoreLock lock;
  private final ThreadStore threads;
  private final AssistantStore assistants;
  private final ProjectStore projects;
  private final AttachmentStore attachments;
  private final List<Notice> notices;

  private Store(
      StoreFolder folder, StoreEdges edges, @Nullable StoreLock lock, List<Notice> notices) {
    this.lock = lock;
    boolean writable = lock != null;
    threads = new ThreadStore(folder, edges, writable);
    assistants = new AssistantStore(folder, edges, writable);
    projects = new ProjectStore(folder, edges, writable);
    attachments = new AttachmentStore(folder, edges, writable);
    this.notices = notices;
  }

  /// Opens a folder for writing: takes its lock, sets torn lines aside, keeps what answers had when
  /// a core died, and empties the old part of the trash.
  ///
  /// @throws JanException [jan4j.core.ErrorCode#STORAGE_IN_USE] that names who holds it,
  ///   [jan4j.core.ErrorCode#STORAGE_READ_ONLY] or [jan4j.core.ErrorCode#STORAGE_FULL]
  public static Store open(StoreFolder folder, StoreEdges edges) {
    DurableFiles files = new DurableFiles(edges.files());
    StoreLock lock = StoreLock.take(folder.lock(), files, edges.clock().instant());
    try {
      List<Notice> notices = new ArrayList<>();
      OptionalLong jan = edges.janProcess().get();
      if (jan.isPresent()) {
        notices.add(
            new Notice(
                Notice.Kind.JAN_RUNNING,
                "Jan seems to run (process "
                    + jan.getAsLong()
                    + "); do not let both write to the same thread at the same time"));
      }
      Store store = new Store(folder, edges, lock, notices);
      clear(folder.workbench());
      if (jan.isEmpty()) { // what looks torn may be a line that Jan is writing
        notices.addAll(store.threads.setTornLinesAside());
      }
      notices.addAll(new RunRecovery(store.threads).recover());
      int ignored = store.threads.emptyTrash(edges.clock().instant().minus(TRASH_AGE));
      return store;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /// Opens a folder for reading alone; it may be in use by a core.
  public static Store read(StoreFolder folder, StoreEdges edges) {
    return new Store(folder, edges, null, new ArrayList<>());
  }

  /// What was found on opening.
  public List<Notice> notices() {
    return List.copyOf(notices);
  }

  public ThreadStore threads() {
    return threads;
  }

  public AssistantStore assistants() {
    return assistants;
  }

  public ProjectStore projects() {
    return projects;
  }

  public AttachmentStore attachments() {
    return attachments;
  }

  public StoreFolder folder() {
    return threads.folder();
  }

  private static void clear(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      System.getLogger(Store.class.getName())
          .log(System.Logger.Level.WARNING, "cannot clear " + folder, e);
    }
  }

  @Override
  public void close() {
    if (lock != null) {
      lock.close();
    }
  }
}
