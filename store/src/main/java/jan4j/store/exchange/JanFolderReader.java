package jan4j.store.exchange;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.store.Conversation;
import jan4j.store.Notice;
import jan4j.store.Store;
import jan4j.store.StoreEdges;
import jan4j.store.StoreFolder;
import jan4j.store.StoredThread;
import jan4j.store.ThreadId;
import jan4j.wire.jan.JanAssistant;
import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanProject;
import jan4j.wire.jan.JanThread;
import jan4j.wire.jan.Tree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Takes threads in Jan's own shape, line for line: from a data folder, from one thread's folder,
/// or from our JSON export. For one thread at a time.
final class JanFolderReader {
  private final Store store;

  JanFolderReader(Store store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  /// @param source a data folder, or a thread's folder
  void take(Path source, List<ImportReport.Item> items) {
    boolean one = Files.exists(source.resolve("thread.json"));
    Path root =
        one
            ? Objects.requireNonNull(source.toAbsolutePath().normalize().getParent()).getParent()
            : source;
    try (Store other =
        Store.read(new StoreFolder(Objects.requireNonNull(root)), StoreEdges.system())) {
      for (StoredThread thread : other.threads().list()) {
        if (!one
            || thread
                .id()
                .value()
                .equals(source.toAbsolutePath().normalize().getFileName().toString())) {
          items.add(take(other.threads().open(thread.id())));
        }
      }
      if (!one) {
        assistants(other);
        projects(other);
      }
    }
  }

  private ImportReport.Item take(Conversation conversation) {
    List<String> left = new ArrayList<>();
    for (Notice notice : conversation.notices()) {
      if (notice.kind() != Notice.Kind.REPAIRED_BRANCH) {
        left.add(notice.text());
      }
    }
    JanThread file = conversation.thread().file().withId(conversation.thread().id().value());
    return add("jan", file, List.copyOf(conversation.tree().messages().values()), left);
  }

  /// One element of our JSON export.
  ImportReport.Item take(Map<String, Object> tree) {
    JanThread file = new JanThread(Tree.object(tree, "thread"));
    List<JanMessage> messages =
        Tree.objects(tree, "messages").stream()
            .map(JanMessage::new)
            .limit(Found.MAX_MESSAGES)
            .toList();
    if (!ThreadId.isValid(file.id())) {
      return Importer.notTaken("jan4j", file.title(), "its thread has no id");
    }
    return add("jan4j", file, messages, List.of());
  }

  private ImportReport.Item add(
      String format, JanThread file, List<JanMessage> messages, List<String> left) {
    if (store.threads().find(new ThreadId(file.id())).isPresent()) {
      return new ImportReport.Item(
          format, file.title(), ImportReport.Outcome.ALREADY_HERE, file.id(), 0, left);
    }
    store.threads().add(file, messages);
    return new ImportReport.Item(
        format, file.title(), ImportReport.Outcome.TAKEN, file.id(), messages.size(), left);
  }

  private void assistants(Store other) {
    for (JanAssistant assistant : other.assistants().list()) {
      if (ThreadId.isValid(assistant.id()) && store.assistants().find(assistant.id()).isEmpty()) {
        store.assistants().save(assistant);
      }
    }
  }

  private void projects(Store other) {
    List<JanProject> theirs;
    try {
      theirs = other.projects().list();
    } catch (JanException e) {
      if (e.code() != ErrorCode.INVALID_REQUEST) {
        throw e;
      }
      return; // broken settings have no projects
    }
    List<String> known = store.projects().list().stream().map(JanProject::id).toList();
    List<JanProject> fresh = theirs.stream().filter(p -> !known.contains(p.id())).toList();
    if (!fresh.isEmpty()) {
      store
          .projects()
          .update(all -> {
            List<JanProject> joined = new ArrayList<>(all);
            joined.addAll(fresh);
            return joined;
          });
    }
  }
}
