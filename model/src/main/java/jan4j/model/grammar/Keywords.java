package jan4j.model.grammar;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the values of keywords, with a refusal where one is malformed.
final class Keywords {
  private Keywords() {}

  static BigDecimal number(SchemaNode node, String keyword) {
    if (node.get(keyword) instanceof Number n) {
      return Values.number(n);
    }
    throw node.refused(keyword, "a number is expected");
  }

  /// A count; what is beyond the range of int counts as no bound.
  static int count(SchemaNode node, String keyword) {
    BigDecimal value = number(node, keyword);
    if (value.signum() < 0 || value.scale() > 0) {
      throw node.refused(keyword, "an integer from 0 on is expected");
    }
    return value.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) >= 0
        ? Integer.MAX_VALUE
        : value.intValueExact();
  }

  /// A count that is a lower bound.
  static int least(SchemaNode node, String keyword) {
    int value = count(node, keyword);
    if (value == Integer.MAX_VALUE) {
      throw node.refused(keyword, "the bound is too large");
    }
    return value;
  }

  static String text(SchemaNode node, String keyword) {
    if (node.get(keyword) instanceof String s) {
      return s;
    }
    throw node.refused(keyword, "a text is expected");
  }

  static boolean flag(SchemaNode node, String keyword) {
    if (node.get(keyword) instanceof Boolean b) {
      return b;
    }
    throw node.refused(keyword, "a boolean is expected");
  }

  static List<?> list(SchemaNode node, String keyword) {
    if (node.get(keyword) instanceof List<?> list) {
      return list;
    }
    throw node.refused(keyword, "a list is expected");
  }

  static List<String> texts(SchemaNode node, String keyword, @Nullable Object value) {
    List<String> out = new ArrayList<>();
    if (!(value instanceof List<?> list)) {
      throw node.refused(keyword, "a list of texts is expected");
    }
    for (Object each : list) {
      if (!(each instanceof String s)) {
        throw node.refused(keyword, "a list of texts is expected");
      }
      out.add(s);
    }
    return out;
  }

  static Map<String, @Nullable Object> map(SchemaNode node, String keyword) {
    if (!(node.get(keyword) instanceof Map<?, ?> map)) {
      throw node.refused(keyword, "an object is expected");
    }
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    map.forEach((key, value) -> out.put(String.valueOf(key), value));
    return out;
  }
}
