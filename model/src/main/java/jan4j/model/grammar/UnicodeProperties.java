package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/// The character properties of patterns (`\p{...}`), after the Unicode version of the JDK.
final class UnicodeProperties {
  /// Abbreviation and [Character#getType(int)], in the order of the JDK's constants.
  private static final String TYPES =
      "Cn Lu Ll Lt Lm Lo Mn Me Mc Nd Nl No ?? Zs Zl Zp Cc Cf ?? Co Cs Pd Ps Pe Pc Po Sm Sc Sk So Pi"
          + " Pf";

  private static final Map<String, String> LONG_NAMES =
      Map.ofEntries(
          Map.entry("Letter", "L"),
          Map.entry("Uppercase_Letter", "Lu"),
          Map.entry("Lowercase_Letter", "Ll"),
          Map.entry("Titlecase_Letter", "Lt"),
          Map.entry("Modifier_Letter", "Lm"),
          Map.entry("Other_Letter", "Lo"),
          Map.entry("Mark", "M"),
          Map.entry("Number", "N"),
          Map.entry("Decimal_Number", "Nd"),
          Map.entry("digit", "Nd"),
          Map.entry("Letter_Number", "Nl"),
          Map.entry("Punctuation", "P"),
          Map.entry("punct", "P"),
          Map.entry("Symbol", "S"),
          Map.entry("Math_Symbol", "Sm"),
          Map.entry("Currency_Symbol", "Sc"),
          Map.entry("Separator", "Z"),
          Map.entry("Space_Separator", "Zs"),
          Map.entry("Control", "Cc"),
          Map.entry("cntrl", "Cc"),
          Map.entry("Format", "Cf"),
          Map.entry("Other", "C"));

  private UnicodeProperties() {}

  static CharSet named(String name) {
    int equals = name.indexOf('=');
    String key = equals < 0 ? "" : name.substring(0, equals);
    String value = name.substring(equals + 1);
    return switch (key) {
      case "Script", "sc" -> script(value);
      case "", "General_Category", "gc" -> key.isEmpty() ? binary(value) : category(value);
      default -> throw new TooLarge("the character property " + name);
    };
  }

  private static CharSet binary(String name) {
    return switch (name) {
      case "Any" -> CharSet.ALL;
      case "ASCII" -> CharSet.range(0, 127);
      case "ASCII_Hex_Digit", "AHex" -> CharSet.anyOf("0123456789abcdefABCDEF");
      case "Alphabetic", "Alpha" -> where(Character::isAlphabetic);
      case "Lowercase", "Lower" -> where(Character::isLowerCase);
      case "Uppercase", "Upper" -> where(Character::isUpperCase);
      case "Ideographic", "Ideo" -> where(Character::isIdeographic);
      case "Emoji" -> where(Character::isEmoji);
      default -> category(name);
    };
  }

  private static CharSet category(String name) {
    String shortName = LONG_NAMES.getOrDefault(name, name);
    List<String> types = List.of(TYPES.split(" "));
    if (shortName.isEmpty()
        || shortName.length() > 2
        || types.stream().noneMatch(t -> t.startsWith(shortName))) {
      throw new TooLarge("the character property " + name);
    }
    boolean[] wanted = new boolean[types.size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = types.get(i).startsWith(shortName);
    }
    return where(c -> wanted[Character.getType(c)]);
  }

  private static CharSet script(String name) {
    try {
      Character.UnicodeScript script = Character.UnicodeScript.forName(name);
      return where(c -> Character.UnicodeScript.of(c) == script);
    } catch (IllegalArgumentException _) {
      throw new TooLarge("the script " + name);
    }
  }

  private static CharSet where(IntPredicate holds) {
    List<int[]> pairs = new ArrayList<>();
    int first = -1;
    for (int c = 0; c <= Character.MAX_CODE_POINT + 1; c++) {
      boolean in = c <= Character.MAX_CODE_POINT && holds.test(c);
      if (in && first < 0) {
        first = c;
      }
      if (!in && first >= 0) {
        pairs.add(new int[] {first, c - 1});
        first = -1;
      }
    }
    return CharSet.ofRanges(pairs);
  }
}
