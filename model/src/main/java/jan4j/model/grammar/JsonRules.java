package jan4j.model.grammar;

/// The rules that every grammar of JSON needs. One grammar, one thread.
final class JsonRules {
  /// The most that one repetition may ask for: llama.cpp writes each one out as a rule, and takes
  /// more than 2,000 for no bound.
  static final int MAX_REPETITION = 1_000;

  private static final CharSet HEX = CharSet.anyOf("0123456789abcdefABCDEF");
  private static final CharSet DIGITS = CharSet.range('0', '9');

  /// White space between tokens: none, one space, or a line break and an indentation.
  final Symbol.Rule space = new Symbol.Rule("ws");

  /// One character of a JSON string, in any of its spellings.
  final Symbol.Rule character = new Symbol.Rule("char");

  /// A control character without a short escape, from `\` on.
  final Symbol.Rule control = new Symbol.Rule("control");

  final Symbol.Rule string = new Symbol.Rule("string");
  final Symbol.Rule number = new Symbol.Rule("number");
  final Symbol.Rule integer = new Symbol.Rule("integer");

  JsonRules() {
    space.or();
    space.or(new Symbol.Text(" "));
    space.or(new Symbol.Text("\n"), new Symbol.Many(new Symbol.Chars(CharSet.anyOf(" \t")), 0, 20));
    characters();
    string.or(new Symbol.Text("\""), new Symbol.Many(character, 0, -1), new Symbol.Text("\""));
    numbers();
  }

  private void characters() {
    character.or(new Symbol.Chars(direct(CharSet.ALL)));
    character.or(new Symbol.Text("\\"), new Symbol.Chars(CharSet.anyOf("\"\\/bfnrt")));
    Symbol hex = new Symbol.Chars(HEX);
    character.or(
        new Symbol.Text("\\u"), new Symbol.Chars(HEX.minus(CharSet.anyOf("dD"))), hex, hex, hex);
    character.or(
        new Symbol.Text("\\u"),
        new Symbol.Chars(CharSet.anyOf("dD")),
        new Symbol.Chars(CharSet.range('0', '7')),
        hex,
        hex);
    control.or(new Symbol.Text("\\u000"), new Symbol.Chars(CharSet.anyOf("01234567bBeEfF")));
    control.or(new Symbol.Text("\\u001"), hex);
  }

  private void numbers() {
    Symbol sign = new Symbol.Many(new Symbol.Text("-"), 0, 1);
    Symbol.Rule digits = new Symbol.Rule("digits");
    digits.or(new Symbol.Text("0"));
    digits.or(
        new Symbol.Chars(CharSet.range('1', '9')),
        new Symbol.Many(new Symbol.Chars(DIGITS), 0, NumberRules.MAX_INTEGER_DIGITS - 1));
    integer.or(sign, digits);
    Symbol.Rule fraction = new Symbol.Rule("fraction");
    fraction.or(new Symbol.Text("."), new Symbol.Many(new Symbol.Chars(DIGITS), 1, 16));
    Symbol.Rule exponent = new Symbol.Rule("exponent");
    exponent.or(
        new Symbol.Chars(CharSet.anyOf("eE")),
        new Symbol.Many(new Symbol.Chars(CharSet.anyOf("+-")), 0, 1),
        new Symbol.Many(new Symbol.Chars(DIGITS), 1, 2));
    number.or(sign, digits, new Symbol.Many(fraction, 0, 1), new Symbol.Many(exponent, 0, 1));
  }

  /// The characters of `set` that stand for themselves in a JSON string.
  static CharSet direct(CharSet set) {
    return set.minus(CharSet.range(0, 0x1f)).minus(CharSet.anyOf("\"\\"));
  }

  /// A key or a text as JSON writes it, with its quotes.
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> out.append(escaped(c)));
    return out.append('"').toString();
  }

  static String escaped(int c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          c < 0x20 ? String.format(java.util.Locale.ROOT, "\\u%04x", c) : Character.toString(c);
    };
  }
}
