package jan4j.model.grammar;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A schema with all schemas in it, and the references among them. One thread.
final class SchemaDocument {
  private static final int MAX_DEPTH = 128;
  private static final int MAX_NODES = 20_000;
  private static final Set<String> ONE =
      Set.of(
          "additionalItems",
          "additionalProperties",
          "contains",
          "contentSchema",
          "else",
          "if",
          "items",
          "not",
          "propertyNames",
          "then",
          "unevaluatedItems",
          "unevaluatedProperties");
  private static final Set<String> LISTS =
      Set.of("allOf", "anyOf", "items", "oneOf", "prefixItems");
  private static final Set<String> MAPS =
      Set.of(
          "$defs",
          "definitions",
          "dependencies",
          "dependentSchemas",
          "patternProperties",
          "properties");

  private final Map<String, SchemaNode> nodes = new HashMap<>();

  /// By absolute URI, with the fragment of an anchor where it has one.
  private final Map<String, SchemaNode> resources = new HashMap<>();

  private final Map<String, Integer> dynamicAnchors = new HashMap<>();
  private final Set<String> keywords = new HashSet<>();
  private final SchemaNode root;

  /// @throws SchemaRefused where the document is malformed or beyond a limit
  SchemaDocument(Object schema, GrammarOptions.Draft draft) {
    root = walk(schema, "", URI.create("json-schema:///"), draft, 0);
    resources.putIfAbsent("json-schema:///", root);
    int known;
    do {
      known = nodes.size();
      List.copyOf(nodes.values()).forEach(this::follow);
    } while (nodes.size() > known);
  }

  /// Walks what a reference points to, where no keyword leads there.
  private void follow(SchemaNode node) {
    try {
      if (node.has("$ref")) {
        target(node, "$ref");
      }
    } catch (SchemaRefused _) {
      // Refused where the reference counts.
    }
  }

  SchemaNode root() {
    return root;
  }

  /// Whether any schema of the document has the keyword.
  boolean uses(String keyword) {
    return keywords.contains(keyword);
  }

  private SchemaNode walk(
      @Nullable Object schema, String path, URI base, GrammarOptions.Draft draft, int depth) {
    if (depth > MAX_DEPTH || nodes.size() >= MAX_NODES) {
      throw new SchemaRefused(
          "",
          path,
          depth > MAX_DEPTH
              ? "schemas are nested deeper than " + MAX_DEPTH
              : "there are more than " + MAX_NODES + " schemas");
    }
    if (!(schema instanceof Map<?, ?>) && !(schema instanceof Boolean)) {
      throw new SchemaRefused("", path, "a schema is an object or a boolean");
    }
    SchemaNode node = identified(schema, path, base, draft);
    nodes.put(path, node);
    if (schema instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String keyword = String.valueOf(entry.getKey());
        keywords.add(keyword);
        below(node, keyword, entry.getValue(), depth + 1);
      }
    }
    return node;
  }

  private void below(SchemaNode node, String keyword, @Nullable Object value, int depth) {
    if (MAPS.contains(keyword) && value instanceof Map<?, ?> map) {
      map.forEach((name, child) -> {
        if (child instanceof Map<?, ?> || child instanceof Boolean) {
          walk(child, node.path(keyword, name), node.base(), node.draft(), depth);
        }
      });
    } else if (LISTS.contains(keyword) && value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        walk(list.get(i), node.path(keyword, i), node.base(), node.draft(), depth);
      }
    } else if (ONE.contains(keyword) && (value instanceof Map<?, ?> || value instanceof Boolean)) {
      walk(value, node.path(keyword), node.base(), node.draft(), depth);
    }
  }

  private SchemaNode identified(Object schema, String path, URI base, GrammarOptions.Draft draft) {
    SchemaNode plain = new SchemaNode(schema, path, base, draft);
    GrammarOptions.Draft own = draftOf(plain, draft);
    String id = plain.get("$id") instanceof String s ? s : "";
    if (own == GrammarOptions.Draft.DRAFT_7 && (plain.has("$ref") || id.startsWith("#"))) {
      SchemaNode node = new SchemaNode(schema, path, base, own);
      if (!plain.has("$ref")) {
        resources.putIfAbsent(resolve(node, "$id", id).toString(), node);
      }
      return node;
    }
    SchemaNode node =
        new SchemaNode(
            schema, path, id.isEmpty() ? base : withoutFragment(resolve(plain, "$id", id)), own);
    if (!id.isEmpty()) {
      resources.putIfAbsent(node.base().toString(), node);
    }
    for (String keyword : List.of("$anchor", "$dynamicAnchor")) {
      if (plain.get(keyword) instanceof String anchor) {
        resources.putIfAbsent(node.base() + "#" + anchor, node);
      }
    }
    if (plain.get("$dynamicAnchor") instanceof String anchor) {
      dynamicAnchors.merge(anchor, 1, Integer::sum);
    }
    return node;
  }

  private static GrammarOptions.Draft draftOf(SchemaNode node, GrammarOptions.Draft inherited) {
    if (!(node.get("$schema") instanceof String uri)) {
      return inherited;
    }
    if (uri.matches("https?://json-schema\\.org/draft-0[3-7]/(hyper-)?schema#?")) {
      return GrammarOptions.Draft.DRAFT_7;
    }
    if (uri.matches("https?://json-schema\\.org/(draft/20(19-09|20-12)/)?schema#?")) {
      return GrammarOptions.Draft.DRAFT_2020_12;
    }
    throw node.refused("$schema", "this dialect is not known: " + uri);
  }

  private static URI resolve(SchemaNode node, String keyword, String reference) {
    try {
      if (reference.startsWith("#")) {
        String base = withoutFragment(node.base()).toString();
        return new URI(base + reference);
      }
      return node.base().resolve(new URI(reference));
    } catch (URISyntaxException _) {
      throw node.refused(keyword, "this is no URI reference: " + reference);
    }
  }

  private static URI withoutFragment(URI uri) {
    String text = uri.toString();
    int hash = text.indexOf('#');
    return hash < 0 ? uri : URI.create(text.substring(0, hash));
  }

  /// What `$ref` or `$dynamicRef` of `node` points to.
  ///
  /// @throws SchemaRefused where it is not in this document
  SchemaNode target(SchemaNode node, String keyword) {
    if (!(node.get(keyword) instanceof String reference)) {
      throw node.refused(keyword, "a reference is a text");
    }
    URI uri = resolve(node, keyword, reference);
    SchemaNode target = find(uri);
    if (target == null) {
      throw node.refused(keyword, "there is no schema " + reference + " in this document");
    }
    if (keyword.equals("$dynamicRef")) {
      String anchor = uri.getFragment() == null ? "" : uri.getFragment();
      boolean dynamic = anchor.equals(target.get("$dynamicAnchor"));
      if (dynamic && dynamicAnchors.getOrDefault(anchor, 0) > 1) {
        throw node.refused(
            keyword, "which schema " + reference + " means is known only while validating");
      }
    }
    return target;
  }

  private @Nullable SchemaNode find(URI uri) {
    String base = withoutFragment(uri).toString();
    String fragment = uri.getFragment() == null ? "" : uri.getFragment();
    if (fragment.isEmpty()) {
      return resources.get(base);
    }
    if (!fragment.startsWith("/")) {
      return resources.get(base + "#" + fragment);
    }
    SchemaNode resource = resources.get(base);
    return resource == null ? null : pointed(resource, fragment);
  }

  private @Nullable SchemaNode pointed(SchemaNode from, String pointer) {
    @Nullable Object at = from.schema();
    SchemaNode nearest = from;
    String path = from.path();
    for (String raw : pointer.substring(1).split("/", -1)) {
      String step = raw.replace("~1", "/").replace("~0", "~");
      if (at instanceof Map<?, ?> map && map.containsKey(step)) {
        at = map.get(step);
      } else if (at instanceof List<?> list
          && step.matches("0|[1-9][0-9]{0,8}")
          && Integer.parseInt(step) < list.size()) {
        at = list.get(Integer.parseInt(step));
      } else {
        return null;
      }
      path += "/" + raw;
      SchemaNode known = nodes.get(path);
      nearest = known == null ? nearest : known;
    }
    SchemaNode known = nodes.get(path);
    return known != null ? known : walk(at, path, nearest.base(), nearest.draft(), 1);
  }

  /// The schema at a place below `node`.
  SchemaNode child(SchemaNode node, Object... steps) {
    SchemaNode child = nodes.get(node.path(steps));
    if (child == null) {
      throw new SchemaRefused(
          steps[0].toString(), node.path(steps), "a schema is an object or a boolean");
    }
    return child;
  }
}
