package jan4j.model.jinja;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/// Python's `strftime` in the C locale.
final class Strftime {
  private static final Map<Character, String> PATTERNS =
      Map.ofEntries(
          Map.entry('Y', "yyyy"),
          Map.entry('y', "yy"),
          Map.entry('m', "MM"),
          Map.entry('d', "dd"),
          Map.entry('H', "HH"),
          Map.entry('I', "hh"),
          Map.entry('M', "mm"),
          Map.entry('S', "ss"),
          Map.entry('p', "a"),
          Map.entry('B', "MMMM"),
          Map.entry('b', "MMM"),
          Map.entry('h', "MMM"),
          Map.entry('A', "EEEE"),
          Map.entry('a', "EEE"),
          Map.entry('j', "DDD"),
          Map.entry('f', "SSSSSS"),
          Map.entry('F', "yyyy-MM-dd"),
          Map.entry('T', "HH:mm:ss"),
          Map.entry('R', "HH:mm"),
          Map.entry('D', "MM/dd/yy"),
          Map.entry('x', "MM/dd/yy"),
          Map.entry('X', "HH:mm:ss"));

  private Strftime() {}

  static String format(String form, Clock clock) {
    ZonedDateTime now = ZonedDateTime.now(clock);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < form.length(); i++) {
      char c = form.charAt(i);
      if (c != '%' || i + 1 == form.length()) {
        out.append(c);
        continue;
      }
      char field = form.charAt(++i);
      if (field == '-' && i + 1 < form.length()) {
        String padded = field(form.charAt(++i), now);
        out.append(padded.replaceFirst("^0+(?=.)", ""));
        continue;
      }
      out.append(field(field, now));
    }
    return out.toString();
  }

  private static String field(char field, ZonedDateTime now) {
    String pattern = PATTERNS.get(field);
    if (pattern != null) {
      return now.format(
          DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withLocale(Locale.ENGLISH));
    }
    return switch (field) {
      case '%' -> "%";
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'e' -> String.format(Locale.ROOT, "%2d", now.getDayOfMonth());
      case 'u' -> String.valueOf(now.getDayOfWeek().getValue());
      case 'w' -> String.valueOf(now.getDayOfWeek().getValue() % 7);
      case 's' -> String.valueOf(now.toEpochSecond());
      case 'c' ->
          now.format(DateTimeFormatter.ofPattern("EEE MMM ", Locale.ENGLISH))
              + String.format(Locale.ROOT, "%2d", now.getDayOfMonth())
              + now.format(DateTimeFormatter.ofPattern(" HH:mm:ss yyyy", Locale.ENGLISH));
      case 'Z', 'z' -> "";
      default -> "%" + field;
    };
  }
}
