package jan4j.store.exchange;

import jan4j.store.Store;
import jan4j.store.StoredThread;
import jan4j.store.ThreadId;
import jan4j.store.ThreadStore;
import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanMessageWriter;
import jan4j.wire.jan.JanThread;
import jan4j.wire.jan.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Makes threads of conversations of other programs, each once: where a thread comes from stands in
/// its file under `metadata.jan4j.imported`. For one thread at a time.
final class Intake {
  private static final String ORIGIN = "imported";

  private final ThreadStore threads;
  private final Set<String> here = new HashSet<>();

  Intake(Store store) {
    this.threads = store.threads();
    for (StoredThread thread : threads.list()) {
      String origin = Tree.text(thread.file().own(), ORIGIN);
      if (!origin.isEmpty()) {
        here.add(origin);
      }
    }
  }

  ImportReport.Item take(Found found) {
    String origin = found.format + ":" + found.sourceId;
    if (found.said().isEmpty()) {
      List<String> why = new ArrayList<>(List.of("it has no message that can be taken"));
      why.addAll(found.left());
      return new ImportReport.Item(
          found.format, found.title, ImportReport.Outcome.NOT_TAKEN, "", 0, why);
    }
    if (!found.sourceId.isEmpty() && here.contains(origin)) {
      return new ImportReport.Item(
          found.format, found.title, ImportReport.Outcome.ALREADY_HERE, "", 0, List.of());
    }
    String id = UUID.randomUUID().toString();
    Map<String, String> ids = new HashMap<>();
    found.said().keySet().forEach(source -> ids.put(source, UUID.randomUUID().toString()));
    List<JanMessage> messages =
        found.said().values().stream().map(s -> message(id, s, ids)).toList();
    StoredThread thread = threads.add(file(id, found, origin), messages);
    here.add(origin);
    show(thread.id(), Optional.ofNullable(ids.get(found.shown)));
    return new ImportReport.Item(
        found.format, found.title, ImportReport.Outcome.TAKEN, id, messages.size(), found.left());
  }

  private static JanThread file(String id, Found found, String origin) {
    Instant last =
        found.said().values().stream()
            .map(Found.Said::time)
            .max(Instant::compareTo)
            .orElse(found.created);
    return JanThread.create(id, found.title, found.created)
        .withUpdated(last)
        .withStarred(found.starred)
        .withAssistant("", "", new JanThread.Model(found.model, found.format))
        .withOwn(Map.of(ORIGIN, origin));
  }

  private static JanMessage message(String thread, Found.Said said, Map<String, String> ids) {
    String parent = ids.get(said.parent());
    return new JanMessageWriter(thread, ids.getOrDefault(said.id(), said.id()), said.role())
        .parts(said.parts())
        .status(said.status())
        .times(said.time(), said.time())
        .parent(parent == null ? new JanMessage.Parent.None() : new JanMessage.Parent.Of(parent))
        .own(said.model().isEmpty() ? Map.of() : Map.of("model", said.model()))
        .message();
  }

  private void show(ThreadId id, Optional<String> shown) {
    if (shown.isPresent() && !threads.open(id).tree().activePath().contains(shown.get())) {
      threads.select(id, shown.get());
    }
  }
}
