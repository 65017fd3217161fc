package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A place in a tool's parameter schema, as far as it tells the type of a value that was written as
/// bare text. A schema that says nothing is [#ANY]. Schemas are untrusted: references and nesting
/// are followed to a bounded depth. Immutable, thread-safe.
///
/// @param node the schema there; anything but a map says nothing
/// @param root the whole parameter schema, to which references refer
record SchemaType(@Nullable Object node, @Nullable Object root) {
  static final SchemaType ANY = new SchemaType(null, null);

  /// A string.
  static final SchemaType STRING = new SchemaType(Map.of("type", "string"), null);

  private static final int MAX_DEPTH = 8;
  private static final int MAX_ALTERNATIVES = 64;

  /// The parameters of the tool of that name; [#ANY] where none is offered.
  static SchemaType ofTool(List<Tool> tools, String name) {
    for (Tool tool : tools) {
      if (tool.name().equals(name)) {
        Object function = tool.definition().getOrDefault("function", tool.definition());
        Object parameters =
            function instanceof Map<?, ?> f
                ? f.containsKey("parameters") ? f.get("parameters") : f.get("input_schema")
                : null;
        return new SchemaType(parameters, parameters);
      }
    }
    return ANY;
  }

  /// The schema of a property.
  SchemaType property(String key) {
    return child(node, key, 0);
  }

  private SchemaType child(@Nullable Object schema, String key, int depth) {
    if (!(schema instanceof Map<?, ?> map) || depth > MAX_DEPTH) {
      return ANY;
    }
    if (map.get("properties") instanceof Map<?, ?> properties && properties.containsKey(key)) {
      return new SchemaType(properties.get(key), root);
    }
    if (map.get("$ref") instanceof String reference) {
      return child(resolve(reference), key, depth + 1);
    }
    for (String word : List.of("allOf", "anyOf", "oneOf")) {
      if (map.get(word) instanceof List<?> alternatives) {
        for (Object alternative : alternatives.subList(0, bounded(alternatives))) {
          SchemaType found = child(alternative, key, depth + 1);
          if (found.node != null) {
            return found;
          }
        }
      }
    }
    return map.get("additionalProperties") instanceof Map<?, ?> others
        ? new SchemaType(others, root)
        : ANY;
  }

  /// The schema of a list's elements.
  SchemaType items() {
    Object schema = node;
    for (int i = 0; i < MAX_DEPTH && schema instanceof Map<?, ?> map; i++) {
      if (map.get("items") instanceof Map<?, ?> items) {
        return new SchemaType(items, root);
      }
      schema = map.get("$ref") instanceof String reference ? resolve(reference) : null;
    }
    return ANY;
  }

  /// Whether a value can only be a string, whatever its text looks like.
  boolean isString() {
    return kinds().equals(Set.of(LooseValue.Kind.STRING));
  }

  /// The kinds of values allowed there; empty where the schema does not tell.
  Set<LooseValue.Kind> kinds() {
    EnumSet<LooseValue.Kind> out = EnumSet.noneOf(LooseValue.Kind.class);
    collect(node, 0, out);
    return out;
  }

  /// Turns bare text into JSON: a string where the schema says so, else the value that the text
  /// looks like where the schema allows it, else a string.
  String json(String raw) {
    Set<LooseValue.Kind> kinds = kinds();
    if (kinds.equals(Set.of(LooseValue.Kind.STRING))) {
      return JsonText.quoted(raw);
    }
    LooseValue.Value value = LooseValue.read(raw);
    if (value == null) {
      return JsonText.quoted(raw);
    }
    boolean isNumber =
        value.kind() == LooseValue.Kind.INTEGER && kinds.contains(LooseValue.Kind.NUMBER);
    if (kinds.contains(value.kind()) || isNumber) {
      // Quotes around bare text belong to the text, unless no string was asked for.
      return value.kind() == LooseValue.Kind.STRING ? JsonText.quoted(raw) : value.json();
    }
    boolean wantsString = kinds.isEmpty() || kinds.contains(LooseValue.Kind.STRING);
    if (value.kind() == LooseValue.Kind.STRING) {
      return wantsString ? JsonText.quoted(raw) : value.json();
    }
    return kinds.contains(LooseValue.Kind.STRING) ? JsonText.quoted(raw) : value.json();
  }

  private void collect(@Nullable Object schema, int depth, Set<LooseValue.Kind> out) {
    if (!(schema instanceof Map<?, ?> map) || depth > MAX_DEPTH) {
      return;
    }
    Object type = map.get("type");
    if (type != null) {
      for (Object name : type instanceof List<?> names ? names : List.of(type)) {
        add(String.valueOf(name), out);
      }
      if (Boolean.TRUE.equals(map.get("nullable"))) {
        out.add(LooseValue.Kind.NULL);
      }
      return;
    }
    if (map.get("enum") instanceof List<?> values) {
      values.subList(0, bounded(values)).forEach(v -> out.add(kindOf(v)));
    } else if (map.containsKey("const")) {
      out.add(kindOf(map.get("const")));
    } else if (map.get("properties") instanceof Map) {
      out.add(LooseValue.Kind.OBJECT);
    } else if (map.get("items") instanceof Map) {
      out.add(LooseValue.Kind.ARRAY);
    }
    if (map.get("$ref") instanceof String reference) {
      collect(resolve(reference), depth + 1, out);
    }
    for (String word : List.of("allOf", "anyOf", "oneOf")) {
      if (map.get(word) instanceof List<?> alternatives) {
        for (Object alternative : alternatives.subList(0, bounded(alternatives))) {
          collect(alternative, depth + 1, out);
        }
      }
    }
  }

  private static int bounded(List<?> list) {
    return Math.min(list.size(), MAX_ALTERNATIVES);
  }

  private @Nullable Object resolve(String reference) {
    if (!reference.startsWith("#/")) {
      return null;
    }
    Object at = root;
    for (String step : reference.substring(2).split("/", MAX_DEPTH)) {
      at = at instanceof Map<?, ?> map ? map.get(step.replace("~1", "/").replace("~0", "~")) : null;
    }
    return at;
  }

  private static void add(String type, Set<LooseValue.Kind> out) {
    switch (type.toLowerCase(Locale.ROOT)) {
      case "string", "str" -> out.add(LooseValue.Kind.STRING);
      case "integer", "int" -> out.add(LooseValue.Kind.INTEGER);
      case "number", "float" -> out.add(LooseValue.Kind.NUMBER);
      case "boolean", "bool" -> out.add(LooseValue.Kind.BOOLEAN);
      case "object", "dict" -> out.add(LooseValue.Kind.OBJECT);
      case "array", "list" -> out.add(LooseValue.Kind.ARRAY);
      case "null" -> out.add(LooseValue.Kind.NULL);
      default -> {}
    }
  }

  private static LooseValue.Kind kindOf(@Nullable Object value) {
    return switch (value) {
      case null -> LooseValue.Kind.NULL;
      case Boolean _ -> LooseValue.Kind.BOOLEAN;
      case Integer _, Long _, java.math.BigInteger _ -> LooseValue.Kind.INTEGER;
      case Number _ -> LooseValue.Kind.NUMBER;
      case Map<?, ?> _ -> LooseValue.Kind.OBJECT;
      case List<?> _ -> LooseValue.Kind.ARRAY;
      default -> LooseValue.Kind.STRING;
    };
  }
}
