package jan4j.wire.jan;

import jan4j.wire.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `assistant.json` (Jan's `AssistantEntity`): the whole tree and a tolerant view of it. Immutable;
/// the tree is not to be changed.
public record JanAssistant(Map<String, Object> tree) {
  /// Reads the file.
  ///
  /// @throws jan4j.core.JanException where it is no JSON object
  public static JanAssistant read(byte[] file) {
    return new JanAssistant(Json.readExact(file));
  }

  /// A new assistant in Jan's present shape.
  public static JanAssistant create(String id, String name, Instant now) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("avatar", "");
    tree.put("id", id);
    tree.put("object", "assistant");
    tree.put("created_at", now.getEpochSecond());
    tree.put("name", name);
    tree.put("description", "");
    tree.put("model", "*");
    tree.put("instructions", "");
    tree.put("tools", List.of());
    tree.put("file_ids", List.of());
    tree.put("parameters", Map.of());
    return new JanAssistant(tree);
  }

  /// The file's text.
  public byte[] write() {
    return Json.writePretty(tree).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  public String id() {
    return Tree.text(tree, "id");
  }

  public String name() {
    return Tree.text(tree, "name");
  }

  public String description() {
    return Tree.text(tree, "description");
  }

  public String avatar() {
    return Tree.text(tree, "avatar");
  }

  public String instructions() {
    return Tree.text(tree, "instructions");
  }

  /// The model's id; the empty string where any may answer (`*`).
  public String model() {
    String id = Tree.text(tree, "model");
    return id.equals("*") ? "" : id;
  }

  /// Sampling parameters by name.
  public Map<String, Object> parameters() {
    return Tree.object(tree, "parameters");
  }

  public Instant created() {
    return Tree.time(tree, "created_at", Instant.EPOCH);
  }

  /// The same assistant with one field replaced.
  public JanAssistant with(String field, Object value) {
    return new JanAssistant(Tree.with(tree, field, value));
  }
}
