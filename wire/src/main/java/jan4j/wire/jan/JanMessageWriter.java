package jan4j.wire.jan;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes messages in Jan's present shape. Mutable, for one thread, used once.
public final class JanMessageWriter {
  private final Map<String, Object> tree = new LinkedHashMap<>();
  private final Map<String, Object> metadata = new LinkedHashMap<>();
  private final Map<String, Object> own = new LinkedHashMap<>();
  private boolean isFirst;
  private boolean millis = true;
  private Instant created = Instant.EPOCH;
  private Instant completed = Instant.EPOCH;
  private List<JanPart> parts = List.of();
  private List<String> files = List.of();

  private JanMessage.Status status = JanMessage.Status.READY;

  /// @param role `user`, `assistant`, `system` or `tool`
  public JanMessageWriter(String threadId, String id, String role) {
    tree.put("id", id);
    tree.put("object", "thread.message");
    tree.put("thread_id", threadId);
    tree.put("role", role);
  }

  public JanMessageWriter parts(List<JanPart> value) {
    parts = List.copyOf(value);
    return this;
  }

  public JanMessageWriter status(JanMessage.Status value) {
    status = value;
    return this;
  }

  /// When it began and ended.
  public JanMessageWriter times(Instant from, Instant to) {
    created = from;
    completed = to;
    return this;
  }

  /// Whether times are written in milliseconds (Jan's present form) or seconds (older files, whose
  /// order would break with both).
  public JanMessageWriter inMillis(boolean value) {
    millis = value;
    return this;
  }

  /// The assistant's id; the empty string for none.
  public JanMessageWriter assistant(String id) {
    if (!id.isEmpty()) {
      tree.put("assistant_id", id);
    }
    return this;
  }

  /// The call that a tool's message answers; the empty string for none.
  public JanMessageWriter toolCall(String id) {
    if (!id.isEmpty()) {
      tree.put("tool_call_id", id);
    }
    return this;
  }

  /// Where it hangs; nothing is written for [JanMessage.Parent.Unsaid].
  public JanMessageWriter parent(JanMessage.Parent parent) {
    switch (parent) {
      case JanMessage.Parent.Unsaid() -> {}
      case JanMessage.Parent.None() -> {
        metadata.put("parentId", null);
        isFirst = true;
      }
      case JanMessage.Parent.Of(String id) -> metadata.put("parentId", id);
    }
    return this;
  }

  /// Ids of attached files.
  public JanMessageWriter attachments(List<String> ids) {
    files = List.copyOf(ids);
    return this;
  }

  /// What Jan4j adds, under `metadata.jan4j`; nothing is written where it is empty.
  public JanMessageWriter own(Map<String, Object> value) {
    own.putAll(value);
    return this;
  }

  /// The message.
  public JanMessage message() {
    Map<String, Object> out = new LinkedHashMap<>(tree);
    if (isFirst && "assistant".equals(tree.get("role"))) {
      own.put(JanMessage.FIRST, true);
    }
    if (!own.isEmpty()) {
      metadata.put("jan4j", own);
    }
    out.put("content", JanParts.write(parts));
    out.put("status", status.word());
    out.put("created_at", number(created));
    out.put("completed_at", number(completed));
    if (!files.isEmpty()) {
      out.put(
          "attachments",
          files.stream().map(f -> Map.of("file_id", f, "tools", List.of())).toList());
    }
    if (!metadata.isEmpty()) {
      out.put("metadata", metadata);
    }
    return new JanMessage(out);
  }

  private Number number(Instant time) {
    return millis ? time.toEpochMilli() : time.getEpochSecond();
  }
}
