package jan4j.model.jinja;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Python's format specification mini-language:
/// `[[fill]align][sign][#][0][width][grouping][.precision][type]`. A width or precision of -1 is
/// not given; `sign`, `grouping` and `type` are 0 where not given.
record FormatSpec(
    String fill,
    char align,
    char sign,
    boolean alternate,
    int width,
    char grouping,
    int precision,
    char type) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(.)?([<>=^]))??([-+ ])?z?(#)?(0)?(\\d{1,7})?([,_])?(?:\\.(\\d{1,3}))?([a-zA-Z%])?",
          Pattern.DOTALL);

  static FormatSpec parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw TemplateException.valueError("Invalid format specifier '" + text + "'");
    }
    boolean zero = m.group(5) != null;
    String fill = m.group(1) != null ? m.group(1) : zero ? "0" : " ";
    char align = m.group(2) != null ? m.group(2).charAt(0) : zero ? '=' : 0;
    return new FormatSpec(
        fill,
        align,
        letter(m.group(3)),
        m.group(4) != null,
        number(m.group(6)),
        letter(m.group(7)),
        number(m.group(8)),
        letter(m.group(9)));
  }

  private static char letter(String group) {
    return group == null ? 0 : group.charAt(0);
  }

  private static int number(String group) {
    return group == null || group.isEmpty() ? -1 : Integer.parseInt(group);
  }

  /// `format(value, spec)`.
  static Text format(State state, Object value, String spec) {
    if (spec.isEmpty()) {
      return Printer.str(state, value);
    }
    if (value instanceof Text t) {
      return parse(spec).text(state, t);
    }
    if (value instanceof Double d) {
      return parse(spec).decimal(state, d);
    }
    if (Numbers.isInteger(value)) {
      return parse(spec).integer(state, Numbers.shrink(Numbers.big(value)));
    }
    throw TemplateException.typeError(
        "unsupported format string passed to " + Values.typeName(value) + ".__format__");
  }

  private Text text(State state, Text value) {
    boolean allowed = type == 0 || type == 's';
    if (!allowed || sign != 0 || grouping != 0) {
      throw unknown("str");
    }
    int n = value.value().codePointCount(0, value.length());
    Text cut =
        precision < 0 || precision >= n
            ? value
            : value.substring(0, value.value().offsetByCodePoints(0, precision));
    return pad(state, cut.asMarkup(false), align == '=' || align == 0 ? '<' : align);
  }

  /// An integer by any of the number types; `%` formatting uses it too.
  Text integer(State state, Object n) {
    boolean whole = type == 0 || "dnboxXc".indexOf(type) >= 0;
    if (whole && precision >= 0) {
      throw TemplateException.valueError("Precision not allowed in integer format specifier");
    }
    return switch (type) {
      case 0, 'd', 'n' -> number(state, Printer.scalar(n), "");
      case 'b' -> number(state, Numbers.big(n).toString(2), "0b");
      case 'o' -> number(state, Numbers.big(n).toString(8), "0o");
      case 'x' -> number(state, Numbers.big(n).toString(16), "0x");
      case 'X' ->
          number(state, Numbers.big(n).toString(16).toUpperCase(java.util.Locale.ROOT), "0X");
      case 'c' -> pad(state, character(n), align == 0 ? '<' : align);
      case 'e', 'E', 'f', 'F', 'g', 'G', '%' -> decimal(state, Numbers.toDouble(n));
      default -> throw unknown("int");
    };
  }

  static Text character(Object n) {
    long code = Numbers.index(n, "%c");
    if (code < 0 || code > Character.MAX_CODE_POINT) {
      throw new TemplateException("OverflowError", "%c arg not in range(0x110000)");
    }
    return Text.trusted(Character.toString((int) code));
  }

  /// A float by any of its types.
  Text decimal(State state, double d) {
    if (type == 0 && precision < 0) {
      return number(state, Floats.repr(d), "");
    }
    boolean finite = !Double.isNaN(d) && !Double.isInfinite(d);
    int p = precision < 0 ? 6 : precision;
    String digits =
        switch (type) {
          case 'f', 'F' -> finite ? Decimals.fixed(d, p) : Floats.repr(d);
          case '%' -> (finite ? Decimals.fixed(d * 100, p) : Floats.repr(d)) + "%";
          case 'e', 'E' -> finite ? Decimals.exponent(d, p) : Floats.repr(d);
          case 'g', 'G', 'n' -> finite ? Decimals.general(d, p, alternate) : Floats.repr(d);
          case 0 -> finite ? withPoint(Decimals.general(d, p, false)) : Floats.repr(d);
          default -> throw unknown("float");
        };
    boolean upper = type == 'E' || type == 'G' || type == 'F';
    return number(state, upper ? digits.toUpperCase(java.util.Locale.ROOT) : digits, "");
  }

  private static String withPoint(String digits) {
    return digits.indexOf('.') < 0 && digits.indexOf('e') < 0 ? digits + ".0" : digits;
  }

  private Text number(State state, String digits, String prefix) {
    boolean negative = digits.startsWith("-");
    String magnitude = negative ? digits.substring(1) : digits;
    String lead = (negative ? "-" : sign == '+' || sign == ' ' ? String.valueOf(sign) : "");
    lead += alternate ? prefix : "";
    if (grouping != 0) {
      magnitude = grouped(magnitude, prefix.isEmpty() ? 3 : 4);
    }
    if (align != '=') {
      return pad(state, Text.trusted(lead + magnitude), align == 0 ? '>' : align);
    }
    FormatSpec rest =
        new FormatSpec(
            fill, '>', sign, alternate, width - lead.length(), grouping, precision, type);
    return Text.trusted(lead + rest.pad(state, Text.trusted(magnitude), '>').value());
  }

  private String grouped(String digits, int size) {
    int end = 0;
    while (end < digits.length() && Character.digit(digits.charAt(end), 16) >= 0) {
      end++;
    }
    StringBuilder out = new StringBuilder(digits);
    for (int i = end - size; i > 0; i -= size) {
      out.insert(i, grouping);
    }
    return out.toString();
  }

  private Text pad(State state, Text text, char side) {
    if (width < 0) {
      return text;
    }
    int n = text.value().codePointCount(0, text.length());
    int missing = Math.max(0, width - n);
    state.scan(missing);
    int left = side == '>' ? missing : side == '^' ? missing / 2 : 0;
    return new TextBuilder(state)
        .append(fill.repeat(left), false)
        .append(text)
        .append(fill.repeat(missing - left), false)
        .build();
  }

  private TemplateException unknown(String typeName) {
    return TemplateException.valueError(
        "Unknown format code '"
            + (type == 0 ? "" : type)
            + "' for object of type '"
            + typeName
            + "'");
  }

  /// The digits of floats, as C's `printf` writes them.
  static final class Decimals {
    private Decimals() {}

    static String fixed(double d, int decimals) {
      String digits =
          new BigDecimal(d).setScale(decimals, java.math.RoundingMode.HALF_EVEN).toPlainString();
      return isNegative(d) && !digits.startsWith("-") ? "-" + digits : digits;
    }

    private static boolean isNegative(double d) {
      return Double.doubleToRawLongBits(d) < 0;
    }

    static String exponent(double d, int decimals) {
      if (d == 0) {
        String zeros = decimals == 0 ? "0" : "0." + "0".repeat(decimals);
        return (isNegative(d) ? "-" : "") + zeros + "e+00";
      }
      BigDecimal n = rounded(d, decimals + 1);
      String digits = n.unscaledValue().abs().toString();
      digits += "0".repeat(Math.max(0, decimals + 1 - digits.length()));
      int e = n.precision() - n.scale() - 1;
      String fraction = decimals == 0 ? "" : "." + digits.substring(1, decimals + 1);
      return (d < 0 ? "-" : "")
          + digits.charAt(0)
          + fraction
          + (e < 0 ? "e-" : "e+")
          + (Math.abs(e) < 10 ? "0" : "")
          + Math.abs(e);
    }

    private static BigDecimal rounded(double d, int digits) {
      return new BigDecimal(d)
          .round(new java.math.MathContext(digits, java.math.RoundingMode.HALF_EVEN));
    }

    static String general(double d, int precision, boolean keepZeros) {
      int p = Math.max(1, precision);
      int e = 0;
      if (d != 0) {
        BigDecimal n = rounded(d, p);
        e = n.precision() - n.scale() - 1;
      }
      String shown = e < -4 || e >= p ? exponent(d, p - 1) : fixed(d, p - 1 - e);
      if (keepZeros || shown.indexOf('.') < 0) {
        return shown;
      }
      int at = shown.indexOf('e');
      String mantissa = at < 0 ? shown : shown.substring(0, at);
      int end = mantissa.length();
      while (mantissa.charAt(end - 1) == '0') {
        end--;
      }
      end = mantissa.charAt(end - 1) == '.' ? end - 1 : end;
      return mantissa.substring(0, end) + (at < 0 ? "" : shown.substring(at));
    }
  }
}
