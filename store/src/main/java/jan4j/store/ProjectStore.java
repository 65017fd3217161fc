package jan4j.store;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.wire.jan.JanProject;
import jan4j.wire.jan.JanProjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// The projects of a data folder, where Jan has them: in `settings.json`, of which everything else
/// is kept as it is. A settings file that cannot be read is never overwritten. Thread-safe.
public final class ProjectStore {
  private static final long MAX_BYTES = 64L * 1024 * 1024;

  private final Path file;
  private final DurableFiles files;
  private final boolean writable;

  /// Guards the read, change and write of the file.
  private final ReentrantLock lock = new ReentrantLock();

  ProjectStore(StoreFolder folder, StoreEdges edges, boolean writable) {
    this.file = folder.janSettings();
    this.files = new DurableFiles(edges.files());
    this.writable = writable;
  }

  /// All projects; none where the file is missing.
  ///
  /// @throws JanException where the file cannot be read
  public List<JanProject> list() {
    return read().projects();
  }

  /// The project of that id.
  public Optional<JanProject> find(String id) {
    return list().stream().filter(p -> p.id().equals(id)).findFirst();
  }

  /// Changes the list of projects.
  public List<JanProject> update(UnaryOperator<List<JanProject>> change) {
    if (!writable) {
      throw new JanException(
          ErrorCode.STORAGE_READ_ONLY, "the data folder was opened for reading alone");
    }
    lock.lock();
    try {
      JanProjects now = read();
      List<JanProject> projects = List.copyOf(change.apply(now.projects()));
      files.replace(file, now.withProjects(projects).write());
      return projects;
    } catch (IOException e) {
      throw StorageFailure.of("save the projects", file, e);
    } finally {
      lock.unlock();
    }
  }

  private JanProjects read() {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new JanException(ErrorCode.STORAGE_FAILED, file + " is too large to be settings");
      }
      return JanProjects.read(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return new JanProjects(Map.of());
    } catch (IOException e) {
      throw StorageFailure.reading("read the projects", file, e);
    }
  }
}
