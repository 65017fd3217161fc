package jan4j.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Small JSON Schemas by a seed, of all keywords that a client may use to shape an answer, and
/// bounded so that an answer has some dozens of tokens.
final class RandomSchemas {
  private static final List<String> NAMES =
      List.of("name", "age", "city", "tags", "active", "score", "kind", "notes", "a-b", "éü");
  private static final List<String> FORMATS = List.of("date", "time", "date-time", "uuid", "ipv4");
  private static final List<String> PATTERNS =
      List.of("^[A-Z]{2}-[0-9]{3}$", "^(yes|no|maybe)$", "^a+b?$", "^[^0-9]{1,5}$", "^\\d{4}$");

  private final Random random;

  RandomSchemas(long seed) {
    random = new Random(seed);
  }

  /// One schema; an object in most cases.
  Map<String, Object> next() {
    int kind = random.nextInt(10);
    Map<String, Object> schema =
        kind < 7 ? object(2) : kind < 9 ? array(2) : Map.of("anyOf", List.of(object(1), scalar()));
    if (random.nextInt(4) > 0) {
      return schema;
    }
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    out.put("$defs", Map.of("inner", schema));
    out.put("$ref", "#/$defs/inner");
    return out;
  }

  private Map<String, Object> value(int depth) {
    return switch (depth == 0 ? 9 : random.nextInt(8)) {
      case 0 -> object(depth - 1);
      case 1 -> array(depth - 1);
      case 2 -> Map.of("anyOf", List.of(scalar(), Map.of("type", "null")));
      default -> scalar();
    };
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    int first = random.nextInt(NAMES.size());
    for (int i = 0; i < count; i++) {
      String name = NAMES.get((first + i) % NAMES.size());
      properties.put(name, value(depth));
      if (random.nextInt(3) > 0) {
        required.add(name);
      }
    }
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("type", "object");
    out.put("properties", properties);
    out.put("required", required);
    out.put("additionalProperties", false);
    return out;
  }

  private Map<String, Object> array(int depth) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("type", "array");
    if (random.nextInt(4) == 0) {
      out.put("prefixItems", List.of(scalar(), scalar()));
      out.put("items", false);
      out.put("minItems", 2);
      return out;
    }
    out.put("items", value(depth));
    int min = random.nextInt(2);
    out.put("minItems", min);
    out.put("maxItems", min + 1 + random.nextInt(2));
    return out;
  }

  private Map<String, Object> scalar() {
    return switch (random.nextInt(9)) {
      case 0 -> Map.of("type", "boolean");
      case 1 -> integer();
      case 2 -> Map.of("type", "number", "minimum", 0, "exclusiveMaximum", 1 + random.nextInt(99));
      case 3 -> Map.of("enum", List.of("red", "green", 7, true));
      case 4 -> Map.of("const", "fixed \"text\" \\ é");
      case 5 -> Map.of("type", "string", "pattern", PATTERNS.get(random.nextInt(PATTERNS.size())));
      case 6 -> Map.of("type", "string", "format", FORMATS.get(random.nextInt(FORMATS.size())));
      case 7 -> Map.of("anyOf", List.of(Map.of("type", "null"), Map.of("const", 5)));
      default -> {
        int min = random.nextInt(3);
        yield Map.of("type", "string", "minLength", min, "maxLength", min + 4 + random.nextInt(12));
      }
    };
  }

  private Map<String, Object> integer() {
    int min = random.nextInt(200) - 100;
    return Map.of("type", "integer", "minimum", min, "maximum", min + 1 + random.nextInt(2000));
  }
}
