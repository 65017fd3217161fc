package jan4j.wire.jan;

import java.time.Instant;
import java.util.Map;

/// One project (Jan's `folders` of the namespace `thread-management`): the whole tree and a
/// tolerant view of it. Immutable; the tree is not to be changed.
public record JanProject(Map<String, Object> tree) {
  /// A project with a name and instructions.
  public static JanProject create(String id, String name, Instant now) {
    return new JanProject(Map.of("id", id, "name", name, "updated_at", now.toEpochMilli()));
  }

  public String id() {
    return Tree.text(tree, "id");
  }

  public String name() {
    return Tree.text(tree, "name");
  }

  /// What every thread of the project begins with, or the empty string.
  public String instructions() {
    return Tree.text(tree, "systemPrompt");
  }

  /// The same project with one field replaced.
  public JanProject with(String field, Object value) {
    return new JanProject(Tree.with(tree, field, value));
  }
}
