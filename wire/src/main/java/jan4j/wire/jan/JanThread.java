package jan4j.wire.jan;

import jan4j.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// `thread.json` (Jan's `ThreadEntity`): the whole tree, so that nothing is lost when it is written
/// again, and a tolerant view of it. What Jan4j adds stands under `metadata.jan4j`, which Jan
/// keeps. Immutable; the tree is not to be changed.
public record JanThread(Map<String, Object> tree) {
  /// The engine of a thread that names none: threads older than Jan 0.6.
  public static final String DEFAULT_ENGINE = "llamacpp";

  /// The id of Jan's assistant for threads that have a model and no assistant.
  public static final String MODEL_ONLY = "model-only";

  private static final String ANY_MODEL = "*";

  /// Which model a thread talks to.
  public record Model(String id, String engine) {}

  /// Reads the file.
  ///
  /// @throws jan4j.core.JanException where it is no JSON object
  public static JanThread read(byte[] file) {
    return new JanThread(Json.readExact(file));
  }

  /// A new thread in Jan's present shape.
  public static JanThread create(String id, String title, Instant now) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", id);
    tree.put("object", "thread");
    tree.put("title", title);
    tree.put("assistants", List.of());
    tree.put("created", now.getEpochSecond());
    tree.put("updated", now.getEpochSecond());
    tree.put("metadata", Map.of());
    return new JanThread(tree);
  }

  /// The file's text.
  public byte[] write() {
    return Json.writePretty(tree).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /// The id, or the empty string.
  public String id() {
    return Tree.text(tree, "id");
  }

  public String title() {
    return Tree.text(tree, "title");
  }

  public Instant created() {
    return Tree.time(tree, "created", Instant.EPOCH);
  }

  public Instant updated() {
    return Tree.time(tree, "updated", created());
  }

  /// The assistant's id; the empty string for none, or Jan's `model-only`.
  public String assistantId() {
    String id = Tree.text(assistant(), "id");
    return id.equals(MODEL_ONLY) ? "" : id;
  }

  /// The thread's own instructions, or the empty string.
  public String instructions() {
    return Tree.text(assistant(), "instructions");
  }

  /// The model, unless there is none, or `*`.
  public Optional<Model> model() {
    Map<String, Object> model = Tree.object(assistant(), "model");
    if (model.isEmpty()) {
      model = Tree.object(tree, "model");
    }
    String id = Tree.text(model, "id");
    if (id.isEmpty() || id.equals(ANY_MODEL)) {
      return Optional.empty();
    }
    String engine = Tree.text(model, "engine");
    return Optional.of(new Model(id, engine.isEmpty() ? DEFAULT_ENGINE : engine));
  }

  public boolean starred() {
    return Tree.isTrue(metadata(), "is_favorite") || Tree.isTrue(tree, "isFavorite");
  }

  /// The place in a list that a person ordered by hand.
  public OptionalDouble order() {
    OptionalDouble order = Tree.number(metadata(), "order");
    return order.isPresent() ? order : Tree.number(tree, "order");
  }

  /// The project's id, or the empty string.
  public String projectId() {
    return Tree.text(Tree.object(metadata(), "project"), "id");
  }

  /// What Jan4j added.
  public Map<String, Object> own() {
    return Tree.object(metadata(), "jan4j");
  }

  private Map<String, Object> metadata() {
    return Tree.object(tree, "metadata");
  }

  private Map<String, Object> assistant() {
    List<Map<String, Object>> all = Tree.objects(tree, "assistants");
    return all.isEmpty() ? Map.of() : all.getFirst();
  }

  public JanThread withId(String id) {
    return with("id", id);
  }

  public JanThread withTitle(String title) {
    return with("title", title);
  }

  /// The same thread, touched; in the unit that the file uses.
  public JanThread withUpdated(Instant time) {
    return with(
        "updated",
        Tree.isMillis(tree, "updated") ? (Number) time.toEpochMilli() : time.getEpochSecond());
  }

  public JanThread withStarred(boolean starred) {
    JanThread out = withMetadata("is_favorite", starred);
    return tree.containsKey("isFavorite") ? out.with("isFavorite", starred) : out;
  }

  public JanThread withOrder(double order) {
    return withMetadata("order", order == Math.rint(order) ? (Number) (long) order : order);
  }

  /// The same thread in a project; in none where `project` is null.
  public JanThread withProject(@Nullable JanProject project) {
    return withMetadata(
        "project", project == null ? null : Map.of("id", project.id(), "name", project.name()));
  }

  /// The same thread with another assistant and model in the first place of its list; other fields
  /// of that assistant's entry stay.
  ///
  /// @param id the empty string for Jan's `model-only`
  public JanThread withAssistant(String id, String name, Model model) {
    Map<String, Object> entry = new LinkedHashMap<>(assistant());
    entry.put("id", id.isEmpty() ? MODEL_ONLY : id);
    entry.put("name", id.isEmpty() ? "Model" : name);
    Map<String, Object> modelTree = new LinkedHashMap<>(Tree.object(entry, "model"));
    modelTree.put("id", model.id().isEmpty() ? ANY_MODEL : model.id());
    modelTree.put("engine", model.engine());
    entry.put("model", modelTree);
    List<@Nullable Object> all = new ArrayList<>(Tree.list(tree, "assistants"));
    if (all.isEmpty()) {
      all.add(entry);
    } else {
      all.set(0, entry);
    }
    return with("assistants", all);
  }

  /// The same thread with what Jan4j adds replaced.
  public JanThread withOwn(Map<String, Object> own) {
    return withMetadata("jan4j", own.isEmpty() ? null : own);
  }

  private JanThread withMetadata(String key, @Nullable Object value) {
    return with("metadata", Tree.with(metadata(), key, value));
  }

  private JanThread with(String key, @Nullable Object value) {
    return new JanThread(Tree.with(tree, key, value));
  }
}
