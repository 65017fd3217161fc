package jan4j.store.exchange;

import jan4j.store.Conversation;
import jan4j.store.StoredThread;
import jan4j.store.TrashEntry;
import jan4j.store.search.SearchHit;
import jan4j.wire.jan.JanMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Threads, hits and reports as value trees, for the command line and the HTTP API.
public final class ThreadTrees {
  private ThreadTrees() {}

  /// A thread without its messages.
  public static Map<String, Object> thread(StoredThread thread) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("id", thread.id().value());
    out.put("title", thread.file().title());
    out.put("created", thread.file().created().toString());
    out.put("updated", thread.updated().toString());
    out.put("starred", thread.file().starred());
    out.put("project", thread.file().projectId());
    out.put("assistant", thread.file().assistantId());
    out.put("model", thread.file().model().map(m -> m.id()).orElse(""));
    return out;
  }

  /// A thread with all its messages and the ids of those that are shown.
  public static Map<String, Object> conversation(Conversation conversation) {
    Map<String, Object> out = thread(conversation.thread());
    List<String> shown = conversation.tree().activePath();
    out.put("shown", shown);
    out.put(
        "messages",
        conversation.tree().messages().values().stream().map(JanMessage::tree).toList());
    out.put("notices", conversation.notices().stream().map(n -> n.text()).toList());
    return out;
  }

  /// A place where a search found its words.
  public static Map<String, Object> hit(SearchHit hit) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("thread", hit.thread().value());
    out.put("title", hit.title());
    out.put("message", hit.message());
    out.put("role", hit.role());
    out.put("time", hit.time().toString());
    out.put("passage", hit.passage());
    out.put("marks", hit.marks().stream().map(m -> List.of(m.from(), m.to())).toList());
    return out;
  }

  /// The passage with its marks in brackets.
  public static String marked(SearchHit hit) {
    StringBuilder out = new StringBuilder(hit.passage());
    for (SearchHit.Mark mark : hit.marks().reversed()) {
      out.insert(mark.to(), ']').insert(mark.from(), '[');
    }
    return out.toString();
  }

  /// What an import took.
  public static Map<String, Object> report(ImportReport report) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("source", report.source());
    out.put("problem", report.problem());
    out.put("items", report.items().stream().map(ThreadTrees::item).toList());
    return out;
  }

  private static Map<String, Object> item(ImportReport.Item item) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("format", item.format());
    out.put("title", item.title());
    out.put("outcome", item.outcome().name().toLowerCase(java.util.Locale.ROOT));
    out.put("thread", item.thread());
    out.put("messages", item.messages());
    out.put("left_out", item.left());
    return out;
  }

  /// Something in the trash.
  public static Map<String, Object> trash(TrashEntry entry) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("name", entry.name());
    out.put("kind", entry.kind().name().toLowerCase(java.util.Locale.ROOT));
    out.put("thread", entry.thread().value());
    out.put("title", entry.title());
    out.put("deleted", entry.deleted().toString());
    return out;
  }
}
