package jan4j.testkit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// JSON Schemas whose every value is short, so that a model that is held to one soon comes to an
/// end. Always the same list. Thread-safe.
public final class SampleSchemas {
  private static final List<String> NAMES =
      List.of("name", "age", "city", "price", "tags", "active", "id", "note", "level", "kind");
  private static final List<String> PATTERNS =
      List.of("^[A-Z][a-z]{1,8}$", "^[0-9]{3}-[0-9]{4}$", "^(red|green|blue)$", "^[a-f0-9]{6}$");
  private static final List<String> FORMATS = List.of("date", "uuid", "ipv4", "time");

  private final Random random;

  private SampleSchemas(long seed) {
    random = new Random(seed);
  }

  /// The first `n` schemas of the list, objects at the top.
  public static List<Map<String, Object>> first(int n) {
    List<Map<String, Object>> out = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      out.add(new SampleSchemas(1_000 + i).object(2));
    }
    return out;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> properties = new LinkedHashMap<>();
    int n = 1 + random.nextInt(4);
    while (properties.size() < n) {
      properties.put(one(NAMES), value(depth - 1));
    }
    List<String> required = new ArrayList<>(properties.keySet());
    if (random.nextInt(3) == 0) {
      required.removeLast();
    }
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("type", "object");
    out.put("properties", properties);
    out.put("required", required);
    out.put("additionalProperties", false);
    if (random.nextInt(6) == 0 && properties.size() > required.size()) {
      out.put("minProperties", properties.size());
    }
    return out;
  }

  private Map<String, Object> value(int depth) {
    return switch (random.nextInt(depth > 0 ? 11 : 8)) {
      case 0 -> Map.of("type", "boolean");
      case 1, 2 -> integer();
      case 3 -> decimal();
      case 4 -> Map.of("enum", List.of("low", "high", 3, true));
      case 5 -> Map.of("type", "string", "pattern", one(PATTERNS));
      case 6 -> Map.of("type", "string", "format", one(FORMATS));
      case 7 -> Map.of("type", "string", "minLength", 1, "maxLength", 1 + random.nextInt(12));
      case 8 -> array(depth);
      case 9 -> object(depth);
      default ->
          Map.of(one(List.of("anyOf", "oneOf")), List.of(object(depth), Map.of("type", "null")));
    };
  }

  private Map<String, Object> integer() {
    int low = random.nextInt(2_000) - 1_000;
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("type", "integer");
    out.put("minimum", low);
    out.put("maximum", low + 20 + random.nextInt(500));
    if (random.nextInt(4) == 0) {
      out.put("multipleOf", one(List.of(2, 5, 7)));
    }
    return out;
  }

  private Map<String, Object> decimal() {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("type", "number");
    out.put("exclusiveMinimum", BigDecimal.valueOf(random.nextInt(1_000) - 500L, 1));
    out.put("maximum", 60 + random.nextInt(100));
    out.put("multipleOf", one(List.of(new BigDecimal("0.01"), new BigDecimal("0.5"))));
    return out;
  }

  private Map<String, Object> array(int depth) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("type", "array");
    out.put("items", value(depth - 1));
    out.put("minItems", random.nextInt(2));
    out.put("maxItems", 2 + random.nextInt(2));
    return out;
  }
}
