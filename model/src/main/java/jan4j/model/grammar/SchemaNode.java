package jan4j.model.grammar;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One schema of a document. There is one node for each place, so nodes are compared by identity.
final class SchemaNode {
  private final Object schema;
  private final String path;
  private final URI base;
  private final GrammarOptions.Draft draft;

  /// @param schema a map or a boolean
  /// @param path JSON pointer in the document
  /// @param base what references are resolved against
  SchemaNode(Object schema, String path, URI base, GrammarOptions.Draft draft) {
    this.schema = schema;
    this.path = path;
    this.base = base;
    this.draft = draft;
  }

  Object schema() {
    return schema;
  }

  String path() {
    return path;
  }

  URI base() {
    return base;
  }

  boolean isDraft7() {
    return draft == GrammarOptions.Draft.DRAFT_7;
  }

  GrammarOptions.Draft draft() {
    return draft;
  }

  boolean has(String keyword) {
    return schema instanceof Map<?, ?> map && map.containsKey(keyword);
  }

  /// The value of a keyword; null also where it is absent.
  @Nullable Object get(String keyword) {
    return schema instanceof Map<?, ?> map ? map.get(keyword) : null;
  }

  /// The pointer of a keyword or of what is below one.
  String path(Object... steps) {
    StringBuilder out = new StringBuilder(path);
    for (Object step : steps) {
      out.append('/').append(step.toString().replace("~", "~0").replace("/", "~1"));
    }
    return out.toString();
  }

  SchemaRefused refused(String keyword, String reason) {
    return new SchemaRefused(keyword, path(keyword), reason);
  }

  @Override
  public String toString() {
    return "#" + path;
  }
}
