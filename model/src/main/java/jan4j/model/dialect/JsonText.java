package jan4j.model.dialect;

/// JSON strings.
final class JsonText {
  private JsonText() {}

  /// The JSON string of `raw`, quotes included.
  static String quoted(CharSequence raw) {
    StringBuilder out = new StringBuilder(raw.length() + 16);
    quote(out, raw);
    return out.toString();
  }

  /// Appends the JSON string of `raw`, quotes included.
  static void quote(StringBuilder out, CharSequence raw) {
    out.append('"');
    escape(out, raw);
    out.append('"');
  }

  /// Appends what stands between the quotes. A text may be escaped in pieces, as long as no
  /// surrogate pair is cut.
  static void escape(StringBuilder out, CharSequence raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || isAlone(raw, i)) {
            out.append("\\u").append(java.util.HexFormat.of().toHexDigits(c));
          } else {
            out.append(c);
          }
        }
      }
    }
  }

  private static boolean isAlone(CharSequence raw, int i) {
    char c = raw.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 >= raw.length() || !Character.isLowSurrogate(raw.charAt(i + 1));
    }
    return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(raw.charAt(i - 1)));
  }
}
