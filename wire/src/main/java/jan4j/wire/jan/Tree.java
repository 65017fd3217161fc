package jan4j.wire.jan;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Tolerant reading of value trees that came from files of others: a field of another type counts
/// as absent, never as a failure.
public final class Tree {
  /// Above it a number of seconds would lie beyond the year 5000, so it means milliseconds.
  private static final double FIRST_MILLIS = 1e11;

  private static final double FIRST_MICROS = 1e14;

  private Tree() {}

  /// The text of a field, or the empty string.
  public static String text(Map<String, Object> tree, String key) {
    return tree.get(key) instanceof String s ? s : "";
  }

  /// The object of a field, or an empty one; not to be changed.
  @SuppressWarnings("unchecked")
  public static Map<String, Object> object(Map<String, Object> tree, String key) {
    return tree.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /// `value` as an object, or an empty one; not to be changed.
  @SuppressWarnings("unchecked")
  public static Map<String, Object> asObject(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /// The list of a field, or an empty one; not to be changed. Its elements may be null.
  @SuppressWarnings("unchecked")
  public static List<@Nullable Object> list(Map<String, Object> tree, String key) {
    return tree.get(key) instanceof List<?> list ? (List<@Nullable Object>) list : List.of();
  }

  /// The objects of a list field; other elements are left out.
  public static List<Map<String, Object>> objects(Map<String, Object> tree, String key) {
    List<Map<String, Object>> out = new ArrayList<>();
    for (Object item : list(tree, key)) {
      if (item instanceof Map<?, ?>) {
        out.add(asObject(item));
      }
    }
    return out;
  }

  /// The number of a field.
  public static OptionalDouble number(Map<String, Object> tree, String key) {
    if (tree.get(key) instanceof Number n && Double.isFinite(n.doubleValue())) {
      return OptionalDouble.of(n.doubleValue());
    }
    return OptionalDouble.empty();
  }

  /// Whether a field is true.
  public static boolean isTrue(Map<String, Object> tree, String key) {
    return Boolean.TRUE.equals(tree.get(key));
  }

  /// A time in seconds, milliseconds or microseconds, or as ISO text; else `otherwise`.
  public static Instant time(Map<String, Object> tree, String key, Instant otherwise) {
    Object value = tree.get(key);
    if (value instanceof String s && !s.isEmpty()) {
      try {
        return Character.isDigit(s.charAt(s.length() - 1))
            ? ofNumber(Double.parseDouble(s), otherwise)
            : Instant.parse(s);
      } catch (DateTimeException | NumberFormatException e) {
        return otherwise;
      }
    }
    OptionalDouble number = number(tree, key);
    return number.isPresent() ? ofNumber(number.getAsDouble(), otherwise) : otherwise;
  }

  /// Whether a time field counts milliseconds.
  public static boolean isMillis(Map<String, Object> tree, String key) {
    return number(tree, key).orElse(0) >= FIRST_MILLIS;
  }

  private static Instant ofNumber(double value, Instant otherwise) {
    if (!(value > 0) || value > 1e17) {
      return otherwise;
    }
    double millis =
        value >= FIRST_MICROS ? value / 1e3 : value >= FIRST_MILLIS ? value : value * 1e3;
    return Instant.ofEpochMilli((long) millis);
  }

  /// A copy with one field set, or removed where `value` is null.
  public static Map<String, Object> with(
      Map<String, Object> tree, String key, @Nullable Object value) {
    Map<String, Object> out = new LinkedHashMap<>(tree);
    if (value == null) {
      out.remove(key);
    } else {
      out.put(key, value);
    }
    return out;
  }
}
