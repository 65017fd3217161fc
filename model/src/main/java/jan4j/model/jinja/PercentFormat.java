package jan4j.model.jinja;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Python's `text % values`.
final class PercentFormat {
  private static final Pattern FIELD =
      Pattern.compile("%(?:\\(([^()]{0,100})\\))?([-+ #0]{0,5})(\\d{0,5})(?:\\.(\\d{0,3}))?(.)");

  private final State state;
  private final Object values;
  private int next;

  private PercentFormat(State state, Object values) {
    this.state = state;
    this.values = values;
  }

  static Text format(State state, Text form, Object values) {
    state.scan(form.length());
    PercentFormat f = new PercentFormat(state, values);
    TextBuilder out = new TextBuilder(state);
    String s = form.value();
    Matcher m = FIELD.matcher(s);
    int from = 0;
    for (int at = s.indexOf('%'); at >= 0; at = s.indexOf('%', from)) {
      state.charge(1);
      if (!m.region(at, s.length()).lookingAt()) {
        throw TemplateException.valueError("incomplete format");
      }
      out.append(form, from, at);
      f.field(m, form.isMarkup(), out);
      from = m.end();
    }
    out.append(form, from, s.length());
    if (f.next < f.count() && !(values instanceof Dict)) {
      throw TemplateException.typeError("not all arguments converted during string formatting");
    }
    return out.build().asMarkup(form.isMarkup());
  }

  private int count() {
    return values instanceof Tuple t ? t.size() : 1;
  }

  private void field(Matcher m, boolean markup, TextBuilder out) {
    if (m.group(5).equals("%")) {
      out.append("%", false);
      return;
    }
    Object value = argument(m.group(1));
    Text shown = convert(value, m);
    if (markup) {
      shown = Operators.escape(state, value instanceof Text t && t.isMarkup() ? t : shown);
    }
    int width = m.group(3).isEmpty() ? 0 : Integer.parseInt(m.group(3));
    String padding = " ".repeat(Math.max(0, width - shown.length()));
    boolean left = m.group(2).contains("-");
    out.append(left ? "" : padding, false).append(shown).append(left ? padding : "", false);
  }

  private Object argument(String key) {
    if (key != null) {
      if (!(values instanceof Dict d)) {
        throw TemplateException.typeError("format requires a mapping");
      }
      Object value = d.get(Text.trusted(key));
      if (value == null) {
        throw new TemplateException("KeyError", "'" + key + "'");
      }
      return value;
    }
    if (next >= count()) {
      throw TemplateException.typeError("not enough arguments for format string");
    }
    int at = next++;
    return values instanceof Tuple t ? t.get(at) : values;
  }

  private Text convert(Object value, Matcher m) {
    String precision = m.group(4);
    return switch (m.group(5)) {
      case "s" -> cut(Printer.str(state, value), precision);
      case "r", "a" -> cut(Printer.repr(state, value), precision);
      case "d", "i", "u" -> Text.trusted(zeros(sign(integer(value).toString(), m), m));
      case "x" -> Text.trusted(zeros(sign(Numbers.big(integer(value)).toString(16), m), m));
      case "f", "F" -> Text.trusted(zeros(sign(fixed(value, precision), m), m));
      default ->
          throw TemplateException.valueError("unsupported format character '" + m.group(5) + "'");
    };
  }

  private static Text cut(Text t, String precision) {
    if (precision == null) {
      return t;
    }
    int n = precision.isEmpty() ? 0 : Integer.parseInt(precision);
    return t.substring(0, Math.min(n, t.length()));
  }

  private static Object integer(Object value) {
    if (value instanceof Double d) {
      return Numbers.shrink(new BigDecimal(d).toBigInteger());
    }
    if (!Numbers.isInteger(value)) {
      throw TemplateException.typeError(
          "%d format: a real number is required, not " + Values.typeName(value));
    }
    return Numbers.shrink(Numbers.big(value));
  }

  private static String fixed(Object value, String precision) {
    if (!Numbers.isNumber(value)) {
      throw TemplateException.typeError("must be real number, not " + Values.typeName(value));
    }
    double d = Numbers.toDouble(value);
    if (Double.isNaN(d) || Double.isInfinite(d)) {
      return Floats.repr(d);
    }
    int n = precision == null ? 6 : precision.isEmpty() ? 0 : Integer.parseInt(precision);
    return new BigDecimal(d).setScale(n, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String sign(String number, Matcher m) {
    if (number.startsWith("-")) {
      return number;
    }
    return (m.group(2).contains("+") ? "+" : m.group(2).contains(" ") ? " " : "") + number;
  }

  private static String zeros(String number, Matcher m) {
    if (!m.group(2).contains("0") || m.group(2).contains("-") || m.group(3).isEmpty()) {
      return number;
    }
    int missing = Math.max(0, Integer.parseInt(m.group(3)) - number.length());
    int at = number.startsWith("-") || number.startsWith("+") ? 1 : 0;
    return number.substring(0, at) + "0".repeat(missing) + number.substring(at);
  }
}
