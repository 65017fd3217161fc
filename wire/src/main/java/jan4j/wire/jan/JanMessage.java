package jan4j.wire.jan;

import jan4j.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One line of `messages.jsonl` (Jan's `MessageEntity`): the whole tree, so that nothing is lost
/// when it is written again, and a tolerant view of it. What Jan4j adds stands under
/// `metadata.jan4j`, which Jan keeps. Immutable; the tree is not to be changed.
public record JanMessage(Map<String, Object> tree) {
  /// In [#own()] of an assistant's message that is a first one by intent, and not because of the
  /// fault that loses parents.
  public static final String FIRST = "first";

  /// Where a message says that it hangs.
  public sealed interface Parent {
    /// `parentId` is absent: written before Jan knew branches; the message before is meant.
    record Unsaid() implements Parent {}

    /// `parentId` is null: a first message.
    record None() implements Parent {}

    /// `parentId` names a message.
    record Of(String id) implements Parent {}
  }

  /// How a message ended.
  public enum Status {
    READY,
    PENDING,
    STOPPED,
    ERROR;

    /// Jan's word.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Reads a line.
  ///
  /// @throws jan4j.core.JanException where it is no JSON object
  public static JanMessage read(byte[] line) {
    return new JanMessage(Json.readExact(line));
  }

  /// The line, without its end.
  public byte[] write() {
    return Json.write(tree);
  }

  /// The id, or the empty string.
  public String id() {
    return Tree.text(tree, "id");
  }

  /// `user`, `assistant`, `system`, `tool`, or whatever stands there.
  public String role() {
    return Tree.text(tree, "role");
  }

  /// The assistant's id, or the empty string.
  public String assistantId() {
    return Tree.text(tree, "assistant_id");
  }

  /// What was said.
  public List<JanPart> parts() {
    return JanParts.read(tree);
  }

  /// When it was said; the epoch where that is unknown.
  public Instant created() {
    return Tree.time(tree, "created_at", Instant.EPOCH);
  }

  /// When it was complete; [#created()] where that is unknown.
  public Instant completed() {
    return Tree.time(tree, "completed_at", created());
  }

  /// Whether its times count milliseconds and not seconds.
  public boolean inMillis() {
    return Tree.isMillis(tree, "created_at");
  }

  /// How it ended; ready where the word is unknown.
  public Status status() {
    String word = Tree.text(tree, "status");
    for (Status status : Status.values()) {
      if (status.word().equals(word)) {
        return status;
      }
    }
    return Status.READY;
  }

  /// Where it says that it hangs.
  public Parent parent() {
    Map<String, Object> metadata = Tree.object(tree, "metadata");
    if (!metadata.containsKey("parentId")) {
      return new Parent.Unsaid();
    }
    String id = Tree.text(metadata, "parentId");
    return id.isEmpty() ? new Parent.None() : new Parent.Of(id);
  }

  /// The child that Jan shows, or the empty string.
  public String activeChild() {
    return Tree.text(Tree.object(tree, "metadata"), "activeChildId");
  }

  /// The files of the message (`file_id`), if any.
  public List<String> attachments() {
    return Tree.objects(tree, "attachments").stream()
        .map(a -> Tree.text(a, "file_id"))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  /// The model that answered, from Jan4j's or Jan's metadata, or the empty string.
  public String model() {
    String own = Tree.text(own(), "model");
    return own.isEmpty() ? Tree.text(Tree.object(tree, "metadata"), "model") : own;
  }

  /// What Jan4j added: recipe, numbers, origin.
  public Map<String, Object> own() {
    return Tree.object(Tree.object(tree, "metadata"), "jan4j");
  }

  /// All text parts, without reasoning and tools.
  public String text() {
    StringBuilder out = new StringBuilder();
    for (JanPart part : parts()) {
      if (part instanceof JanPart.Text(String text)) {
        out.append(out.isEmpty() ? "" : "\n").append(text);
      }
    }
    return out.toString();
  }
}
