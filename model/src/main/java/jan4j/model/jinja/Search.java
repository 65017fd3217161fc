package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.List;

/// Finds texts in texts and characters by Python's classes.
final class Search {
  private Search() {}

  /// Java's search looks at every start again: a long needle in a long text of one letter would be
  /// quadratic. Charges for that where it could happen.
  static void chargeWorstCase(State state, String text, String needle) {
    if (needle.length() > 64) {
      long starts = Math.max(0, text.length() - needle.length());
      state.charge((starts * needle.length()) >> 12);
    }
  }

  /// Python's `str.isspace` for one UTF-16 unit (all such characters are in the basic plane).
  static boolean isSpace(char c) {
    if (c < 128) {
      return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
    }
    return switch (c) {
      case 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000 -> true;
      default -> c >= 0x2000 && c <= 0x200a;
    };
  }

  static int skipSpace(String text, int from) {
    int i = from;
    while (i < text.length() && isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  static int endWithoutSpace(String text, int from, int to) {
    int i = to;
    while (i > from && isSpace(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  /// Python's `str.splitlines`: pairs of start and end, line ends left out.
  static List<int[]> lines(String text) {
    List<int[]> out = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (!isLineEnd(text.charAt(i))) {
        continue;
      }
      out.add(new int[] {start, i});
      if (text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
        i++;
      }
      start = i + 1;
    }
    if (start < text.length()) {
      out.add(new int[] {start, text.length()});
    }
    return out;
  }

  private static boolean isLineEnd(char c) {
    return switch (c) {
      case '\n', '\r', 0x0b, 0x0c, 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029 -> true;
      default -> false;
    };
  }
}
