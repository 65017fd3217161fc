package jan4j.model.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Filters that make or change numbers.
final class NumberFilters {
  private NumberFilters() {}

  static void addTo(Map<String, Filters.Filter> filters) {
    filters.put("int", NumberFilters::toInt);
    filters.put("float", NumberFilters::toFloat);
    filters.put("abs", Filters.plain("abs", (state, v) -> abs(v)));
    filters.put("round", NumberFilters::round);
    filters.put("filesizeformat", NumberFilters::fileSize);
  }

  private static Object toInt(State state, Object value, Arguments a) {
    @Nullable Object[] args = a.bind("int", "default", "base");
    Object fallback = args[0] == null ? 0L : args[0];
    failUndefined(value);
    if (value instanceof Text t) {
      state.scan(t.length());
      int base = args[1] == null ? 10 : (int) Numbers.index(args[1], "base");
      BigInteger n = parse(t.value(), base);
      if (n != null) {
        return Numbers.shrink(n);
      }
    }
    Double d = Numbers.isInteger(value) ? null : asDouble(value);
    if (Numbers.isInteger(value)) {
      return Numbers.shrink(Numbers.big(value));
    }
    return d == null || d.isNaN() || d.isInfinite()
        ? fallback
        : Numbers.shrink(new BigDecimal(d).toBigInteger());
  }

  private static void failUndefined(Object value) {
    if (value instanceof Undefined u) {
      throw u.failure();
    }
  }

  /// Python's `int(text, base)`; a base of 0 is read from the text's prefix.
  private static @Nullable BigInteger parse(String text, int wanted) {
    if (wanted != 0 && (wanted < 2 || wanted > 36)) {
      throw TemplateException.valueError("int() base must be >= 2 and <= 36, or 0");
    }
    String s = text.strip().toLowerCase(Locale.ROOT);
    boolean negative = s.startsWith("-");
    s = negative || s.startsWith("+") ? s.substring(1) : s;
    int prefixed = s.startsWith("0x") ? 16 : s.startsWith("0o") ? 8 : s.startsWith("0b") ? 2 : 0;
    int base = wanted != 0 ? wanted : prefixed != 0 ? prefixed : 10;
    s = prefixed == base ? s.substring(2) : s;
    if (s.isEmpty()
        || s.startsWith("_") && prefixed != base
        || s.endsWith("_")
        || s.contains("__")) {
      return null;
    }
    s = s.replace("_", "");
    boolean zeros = wanted == 0 && prefixed == 0 && s.startsWith("0");
    if (zeros && s.chars().anyMatch(c -> c != '0')) {
      return null;
    }
    boolean digits = s.chars().allMatch(c -> Character.digit(c, base) >= 0);
    if (!digits || s.length() > 4_300) {
      return null;
    }
    BigInteger n = new BigInteger(s, base);
    return negative ? n.negate() : n;
  }

  private static @Nullable Double asDouble(Object value) {
    if (Numbers.isNumber(value)) {
      return Numbers.toDouble(value);
    }
    if (!(value instanceof Text t) || t.length() > 400) {
      return null;
    }
    String s = t.value().strip().toLowerCase(Locale.ROOT);
    if (s.matches("[+-]?(inf|infinity)")) {
      return s.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (s.matches("[+-]?nan")) {
      return Double.NaN;
    }
    String number = s.replaceAll("(?<=\\d)_(?=\\d)", "");
    boolean isNumber = number.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?");
    return isNumber ? Double.valueOf(number) : null;
  }

  private static Object toFloat(State state, Object value, Arguments a) {
    Object fallback = a.bind("float", "default")[0];
    failUndefined(value);
    Double d = asDouble(value);
    return d != null ? d : fallback == null ? (Object) 0.0 : fallback;
  }

  private static Object abs(Object value) {
    failUndefined(value);
    if (!Numbers.isNumber(value)) {
      throw TemplateException.typeError(
          "bad operand type for abs(): '" + Values.typeName(value) + "'");
    }
    return Numbers.compare(value, 0L) < 0
        ? Numbers.negate(value)
        : Numbers.isInteger(value) ? Numbers.shrink(Numbers.big(value)) : value;
  }

  private static Object round(State state, Object value, Arguments a) {
    @Nullable Object[] args = a.bind("round", "precision", "method");
    int precision =
        args[0] == null ? 0 : Math.clamp(Numbers.index(args[0], "precision"), -400, 400);
    String method = args[1] == null ? "common" : Printer.str(state, args[1]).value();
    failUndefined(value);
    if (!Numbers.isNumber(value)) {
      throw TemplateException.typeError(
          "type " + Values.typeName(value) + " doesn't define __round__ method");
    }
    RoundingMode mode =
        switch (method) {
          case "common" -> RoundingMode.HALF_EVEN;
          case "ceil" -> RoundingMode.CEILING;
          case "floor" -> RoundingMode.FLOOR;
          default -> throw TemplateException.argument("method must be common, ceil or floor");
        };
    if (Numbers.isInteger(value)) {
      boolean common = mode == RoundingMode.HALF_EVEN;
      BigDecimal n = new BigDecimal(Numbers.big(value));
      Object whole = Numbers.shrink(n.setScale(Math.min(0, precision), mode).toBigInteger());
      return common ? whole : (Object) Numbers.toDouble(whole);
    }
    double d = Numbers.toDouble(value);
    if (Double.isNaN(d) || Double.isInfinite(d)) {
      return d;
    }
    double rounded = new BigDecimal(d).setScale(precision, mode).doubleValue();
    boolean common = mode == RoundingMode.HALF_EVEN;
    return rounded == 0 ? (common ? Math.copySign(0.0, d) : 0.0) : rounded;
  }

  private static Object fileSize(State state, Object value, Arguments a) {
    Object binary = a.bind("filesizeformat", "binary")[0];
    boolean isBinary = binary != null && Values.isTrue(binary);
    Double bytes = asDouble(value);
    if (bytes == null) {
      throw TemplateException.typeError("filesizeformat needs a number");
    }
    int base = isBinary ? 1024 : 1000;
    if (bytes == 1) {
      return Text.trusted("1 Byte");
    }
    if (bytes < base) {
      return Text.trusted(bytes.longValue() + " Bytes");
    }
    double shown = bytes;
    int i = -1;
    while (shown >= base && i < 7) {
      shown /= base;
      i++;
    }
    String unit = isBinary ? "KMGTPEZY".charAt(i) + "iB" : "kMGTPEZY".charAt(i) + "B";
    return Text.trusted(String.format(Locale.ROOT, "%.1f %s", shown, unit));
  }
}
