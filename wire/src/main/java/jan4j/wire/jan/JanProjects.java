package jan4j.wire.jan;

import jan4j.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Jan's `settings.json` as far as it holds projects: a flat map from namespace to a JSON text; the
/// namespace `thread-management` holds `{"state": {"folders": [...]}, "version": 0}`. Everything
/// else in the file is kept as it is. Immutable.
public record JanProjects(Map<String, Object> settings) {
  private static final String NAMESPACE = "thread-management";

  /// Reads the file.
  ///
  /// @throws jan4j.core.JanException where it is no JSON object
  public static JanProjects read(byte[] file) {
    return new JanProjects(Json.readExact(file));
  }

  /// The file's text.
  public byte[] write() {
    return Json.writePretty(settings).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /// All projects.
  ///
  /// @throws jan4j.core.JanException where the namespace's text is no JSON
  public List<JanProject> projects() {
    return Tree.objects(Tree.object(blob(), "state"), "folders").stream()
        .map(JanProject::new)
        .toList();
  }

  /// The same settings with those projects.
  ///
  /// @throws jan4j.core.JanException where the namespace's text is no JSON
  public JanProjects withProjects(List<JanProject> projects) {
    Map<String, Object> blob = new LinkedHashMap<>(blob());
    List<Map<String, Object>> folders = projects.stream().map(JanProject::tree).toList();
    blob.put("state", Tree.with(Tree.object(blob, "state"), "folders", folders));
    blob.putIfAbsent("version", 0);
    return new JanProjects(Tree.with(settings, NAMESPACE, Json.writeText(blob)));
  }

  private Map<String, Object> blob() {
    Object value = settings.get(NAMESPACE);
    if (value instanceof String text && !text.isBlank()) {
      return Json.readExact(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return Tree.asObject(value);
  }
}
