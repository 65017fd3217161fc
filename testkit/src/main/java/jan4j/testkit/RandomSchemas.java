package jan4j.testkit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Random JSON Schemas (draft 2020-12) and values that meet, or nearly meet, them: out of few names
/// and small numbers, so that constraints touch each other. The same seed gives the same. One
/// thread.
public final class RandomSchemas {
  private static final List<String> NAMES = List.of("a", "b", "name", "size", "kind");
  private static final List<String> WORDS =
      List.of("", "x", "ab", "abc", "a-1", "42", "\u00e9\"\\");
  private static final List<String> PATTERNS =
      List.of("^[a-c]+$", "b", "^x?$", "^[a-z]{1,3}$", "[0-9]", "^a(-[0-9])*$");
  private static final List<String> TYPES =
      List.of("string", "integer", "number", "boolean", "null", "array", "object");

  private final Random random;

  /// The schemas and values of `seed`.
  public RandomSchemas(long seed) {
    random = new Random(seed);
  }

  /// A schema.
  public Map<String, Object> schema() {
    return schema(3);
  }

  private Map<String, Object> schema(int depth) {
    Map<String, Object> out = new LinkedHashMap<>();
    int kind = random.nextInt(depth > 0 ? 12 : 7);
    switch (kind) {
      case 0 -> out.put("enum", values());
      case 1 -> out.put("const", value(1));
      case 2, 3 -> number(out);
      case 4, 5 -> string(out);
      case 6 -> out.put("type", List.of(one(TYPES), "null"));
      case 7 -> array(out, depth - 1);
      case 8, 9 -> object(out, depth - 1);
      case 10 -> out.put(one(List.of("anyOf", "oneOf", "allOf")), schemas(depth - 1));
      default -> conditional(out, depth - 1);
    }
    return out;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private List<Object> schemas(int depth) {
    return List.of(schema(depth), schema(depth));
  }

  private List<Object> values() {
    Set<Object> out = new LinkedHashSet<>();
    for (int i = 0; i < 3; i++) {
      out.add(scalar());
    }
    return new ArrayList<>(out);
  }

  private void number(Map<String, Object> out) {
    out.put("type", one(List.of("integer", "number")));
    if (random.nextBoolean()) {
      out.put(one(List.of("minimum", "exclusiveMinimum")), decimal());
    }
    if (random.nextBoolean()) {
      out.put(one(List.of("maximum", "exclusiveMaximum")), decimal());
    }
    if (random.nextInt(4) == 0) {
      out.put("multipleOf", one(List.of(2, 3, new BigDecimal("0.5"), new BigDecimal("2.5"), 10)));
    }
  }

  private void string(Map<String, Object> out) {
    out.put("type", "string");
    if (random.nextBoolean()) {
      out.put("pattern", one(PATTERNS));
    }
    if (random.nextInt(3) == 0) {
      out.put("minLength", random.nextInt(3));
    }
    if (random.nextBoolean()) {
      out.put("maxLength", random.nextInt(5));
    }
  }

  private void array(Map<String, Object> out, int depth) {
    out.put("type", "array");
    if (random.nextBoolean()) {
      out.put("items", schema(depth));
    }
    if (random.nextInt(3) == 0) {
      out.put("prefixItems", schemas(depth));
    }
    if (random.nextInt(3) == 0) {
      out.put("minItems", random.nextInt(3));
    }
    if (random.nextInt(3) == 0) {
      out.put("maxItems", random.nextInt(4));
    }
    if (random.nextInt(3) == 0) {
      out.put("contains", schema(0));
      if (random.nextBoolean()) {
        out.put("maxContains", 1 + random.nextInt(2));
      }
    }
  }

  private void object(Map<String, Object> out, int depth) {
    if (random.nextInt(4) != 0) {
      out.put("type", "object");
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      properties.put(one(NAMES), schema(depth));
    }
    out.put("properties", properties);
    if (random.nextBoolean()) {
      out.put("required", List.copyOf(Set.of(one(NAMES))));
    }
    switch (random.nextInt(6)) {
      case 0, 1 -> out.put("additionalProperties", false);
      case 2 -> out.put("additionalProperties", schema(0));
      case 3 -> out.put("patternProperties", Map.of(one(PATTERNS), schema(0)));
      case 4 -> out.put("propertyNames", Map.of("pattern", one(PATTERNS)));
      default -> {}
    }
    if (random.nextInt(4) == 0) {
      out.put("minProperties", random.nextInt(2));
    }
    if (random.nextInt(4) == 0) {
      out.put("maxProperties", 1 + random.nextInt(3));
    }
    if (random.nextInt(5) == 0) {
      out.put("dependentRequired", Map.of(one(NAMES), List.of(one(NAMES))));
    }
  }

  private void conditional(Map<String, Object> out, int depth) {
    if (random.nextBoolean()) {
      out.put("not", schema(0));
      return;
    }
    out.put("if", schema(depth));
    out.put("then", schema(0));
    out.put("else", schema(0));
  }

  private Object decimal() {
    int n = random.nextInt(41) - 20;
    return random.nextBoolean() ? n : BigDecimal.valueOf(n, 1);
  }

  private Object scalar() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextBoolean();
      case 1 -> decimal();
      default -> one(WORDS);
    };
  }

  /// Any value, nested up to `depth`.
  public Object value(int depth) {
    switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 5 -> {
        List<Object> out = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          out.add(value(depth - 1));
        }
        return out;
      }
      case 6 -> {
        Map<String, Object> out = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          out.put(random.nextInt(5) == 0 ? one(WORDS) : one(NAMES), value(depth - 1));
        }
        return out;
      }
      default -> {
        return scalar();
      }
    }
  }

  /// A value with a fair chance to meet `schema`: made along its keywords, without heed of how they
  /// combine.
  public Object valueFor(@Nullable Object schema) {
    if (!(schema instanceof Map<?, ?> map) || random.nextInt(12) == 0) {
      return value(1);
    }
    if (map.containsKey("const")) {
      return map.get("const") == null ? value(0) : map.get("const");
    }
    if (map.get("enum") instanceof List<?> values && !values.isEmpty()) {
      return values.get(random.nextInt(values.size()));
    }
    for (String keyword : List.of("anyOf", "oneOf", "allOf")) {
      if (map.get(keyword) instanceof List<?> branches && !branches.isEmpty()) {
        return valueFor(branches.get(random.nextInt(branches.size())));
      }
    }
    if (map.containsKey("if")) {
      return valueFor(map.get(one(List.of("if", "then", "else"))));
    }
    if (map.containsKey("properties")) {
      return objectFor(map);
    }
    Object type = map.get("type") instanceof List<?> types ? types.getFirst() : map.get("type");
    return switch (String.valueOf(type)) {
      case "array" -> arrayFor(map);
      case "integer", "number" -> decimal();
      case "string" -> one(WORDS);
      default -> value(1);
    };
  }

  private Object arrayFor(Map<?, ?> schema) {
    List<Object> out = new ArrayList<>();
    List<?> prefix = schema.get("prefixItems") instanceof List<?> list ? list : List.of();
    for (int i = 0; i < random.nextInt(4); i++) {
      Object item = i < prefix.size() ? prefix.get(i) : schema.get("items");
      out.add(
          valueFor(
              schema.containsKey("contains") && random.nextBoolean()
                  ? schema.get("contains")
                  : item));
    }
    return out;
  }

  private Object objectFor(Map<?, ?> schema) {
    Map<String, Object> out = new LinkedHashMap<>();
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((name, member) -> {
        if (random.nextInt(4) != 0) {
          out.put(name.toString(), valueFor(member));
        }
      });
    }
    if (schema.get("required") instanceof List<?> required) {
      required.forEach(name -> out.computeIfAbsent(name.toString(), _ -> value(0)));
    }
    if (random.nextInt(3) == 0) {
      out.put(one(WORDS), value(0));
    }
    return out;
  }
}
