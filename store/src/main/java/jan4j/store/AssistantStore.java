package jan4j.store;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.wire.jan.JanAssistant;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The assistants of a data folder: `assistants/<id>/assistant.json`. Thread-safe; of two writers
/// of one assistant the later wins.
public final class AssistantStore {
  private static final String FILE = "assistant.json";
  private static final int MAX_BYTES = 16 * 1024 * 1024;

  private final StoreFolder folder;
  private final DurableFiles files;
  private final boolean writable;

  AssistantStore(StoreFolder folder, StoreEdges edges, boolean writable) {
    this.folder = folder;
    this.files = new DurableFiles(edges.files());
    this.writable = writable;
  }

  /// All assistants whose file can be read, by name.
  public List<JanAssistant> list() {
    List<JanAssistant> out = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.assistants())) {
      all.forEach(each -> read(each.resolve(FILE)).ifPresent(out::add));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw StorageFailure.reading("list the assistants", folder.assistants(), e);
    }
    out.sort(Comparator.comparing(JanAssistant::name));
    return out;
  }

  /// The assistant of that id.
  public Optional<JanAssistant> find(String id) {
    return ThreadId.isValid(id) ? read(file(id)) : Optional.empty();
  }

  private Optional<JanAssistant> read(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        return Optional.empty();
      }
      return Optional.of(JanAssistant.read(Files.readAllBytes(file)));
    } catch (IOException | JanException e) {
      System.getLogger(AssistantStore.class.getName())
          .log(System.Logger.Level.WARNING, "cannot read " + file + ": " + e);
      return Optional.empty();
    }
  }

  /// Keeps an assistant under its id.
  public void save(JanAssistant assistant) {
    Path file = checked(assistant.id());
    try {
      files.makeFolder(file.resolveSibling(".").normalize());
      files.replace(file, assistant.write());
    } catch (IOException e) {
      throw StorageFailure.of("save an assistant", file, e);
    }
  }

  private Path checked(String id) {
    if (!ThreadId.isValid(id)) {
      throw JanException.invalid("id", "\"" + id + "\" cannot be an assistant's id");
    }
    if (!writable) {
      throw new JanException(
          ErrorCode.STORAGE_READ_ONLY, "the data folder was opened for reading alone");
    }
    return file(id);
  }

  private Path file(String id) {
    return folder.assistants().resolve(id).resolve(FILE);
  }
}
