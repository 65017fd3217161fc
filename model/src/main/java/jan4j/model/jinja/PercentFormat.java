package jan4j.model.jinja;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Python's `text % values`.
final class PercentFormat {
  private static final Pattern FIELD =
      Pattern.compile(
          "%(?:\\(([^()]{0,100})\\))?([-+ #0]{0,5})(\\*|\\d{0,5})(?:\\.(\\*|\\d{0,3}))?[hlL]?(.)",
          Pattern.DOTALL);

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
    if (f.next < f.count() && !isMapping(values)) {
      throw TemplateException.typeError("not all arguments converted during string formatting");
    }
    return out.build().asMarkup(form.isMarkup());
  }

  private int count() {
    return values instanceof Tuple t ? t.size() : 1;
  }

  private static boolean isMapping(Object value) {
    return value instanceof Dict
        || value instanceof PyList
        || value instanceof Range
        || value instanceof Undefined;
  }

  private void field(Matcher m, boolean markup, TextBuilder out) {
    if (m.group(5).equals("%")) {
      out.append("%", false);
      return;
    }
    int width = number(m.group(3), 0);
    int precision = m.group(4) == null ? -1 : number(m.group(4), 0);
    Object value = argument(m.group(1));
    Text shown = convert(value, m.group(5).charAt(0), spec(m, width, precision));
    if (markup) {
      shown = Operators.escape(state, value instanceof Text t && t.isMarkup() ? t : shown);
    }
    int missing = Math.max(0, width - shown.value().codePointCount(0, shown.length()));
    String padding = " ".repeat(missing);
    boolean left = m.group(2).contains("-");
    out.append(left ? "" : padding, false).append(shown).append(left ? padding : "", false);
  }

  private int number(String digits, int absent) {
    if (digits.equals("*")) {
      return Math.clamp(Numbers.index(argument(null), "*"), 0, 99_999);
    }
    return digits.isEmpty() ? absent : Integer.parseInt(digits);
  }

  private static FormatSpec spec(Matcher m, int width, int precision) {
    String flags = m.group(2);
    boolean zero = flags.contains("0") && !flags.contains("-");
    char sign = flags.contains("+") ? '+' : flags.contains(" ") ? ' ' : 0;
    return new FormatSpec(
        zero ? "0" : " ",
        zero ? '=' : (char) 0,
        sign,
        flags.contains("#"),
        zero ? width : -1,
        (char) 0,
        precision,
        m.group(5).charAt(0));
  }

  private Object argument(@Nullable String key) {
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

  private Text convert(Object value, char type, FormatSpec spec) {
    return switch (type) {
      case 's' -> cut(Printer.str(state, value), spec.precision());
      case 'r' -> cut(Printer.repr(state, value), spec.precision());
      case 'a' -> cut(Printer.ascii(state, value), spec.precision());
      case 'd', 'i', 'u' -> digits(integer(value, true, type), spec, 'd');
      case 'x', 'X', 'o' -> digits(integer(value, false, type), spec, type);
      case 'c' -> value instanceof Text t ? one(t) : FormatSpec.character(value);
      case 'f', 'F', 'e', 'E', 'g', 'G' -> spec.decimal(state, real(value));
      default -> throw TemplateException.valueError("unsupported format character '" + type + "'");
    };
  }

  /// An integer with at least as many digits as the precision says.
  private Text digits(Object n, FormatSpec spec, char type) {
    int least = Math.max(0, spec.precision());
    boolean filled = spec.precision() >= 0;
    FormatSpec wanted =
        new FormatSpec(
            filled ? "0" : spec.fill(),
            filled ? '=' : spec.align(),
            spec.sign(),
            spec.alternate(),
            filled ? least + (Numbers.compare(n, 0L) < 0 ? 1 : 0) : spec.width(),
            (char) 0,
            -1,
            type);
    return wanted.integer(state, n);
  }

  private static Text one(Text t) {
    if (t.value().codePointCount(0, t.length()) != 1) {
      throw TemplateException.typeError("%c requires int or char");
    }
    return t;
  }

  private static Text cut(Text t, int precision) {
    int n = t.value().codePointCount(0, t.length());
    return precision < 0 || precision >= n
        ? t
        : t.substring(0, t.value().offsetByCodePoints(0, precision));
  }

  private static Object integer(Object value, boolean fromFloat, char type) {
    if (value instanceof Double d && fromFloat && !d.isNaN() && !d.isInfinite()) {
      return Numbers.shrink(new BigDecimal(d).toBigInteger());
    }
    if (!Numbers.isInteger(value)) {
      throw TemplateException.typeError(
          "%"
              + type
              + " format: "
              + (fromFloat ? "a real number" : "an integer")
              + " is required, not "
              + Values.typeName(value));
    }
    return Numbers.shrink(Numbers.big(value));
  }

  private static double real(Object value) {
    if (!Numbers.isNumber(value)) {
      throw TemplateException.typeError("must be real number, not " + Values.typeName(value));
    }
    return Numbers.toDouble(value);
  }
}
