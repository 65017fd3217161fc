package jan4j.app;

/// Makes untrusted text (answers, names, file contents) safe to print on a terminal: control
/// characters, from which every escape sequence starts, become visible pictures, so that nothing
/// that a model writes can move the cursor, set a title or reach the clipboard.
final class SafeText {
  private static final int CONTROL_PICTURES = 0x2400;

  private SafeText() {}

  /// The text with every control character replaced, `\n` and `\t` aside; `\r` is dropped. Works on
  /// each piece of a stream alone, since no state spans pieces.
  static String of(String text) {
    int first = firstControl(text);
    if (first < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 8);
    out.append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      append(out, text.charAt(i));
    }
    return out.toString();
  }

  /// The same on one line: line ends and tabs become spaces.
  static String line(String text) {
    return of(text.replace('\n', ' ').replace('\t', ' '));
  }

  private static int firstControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isControl(char c) {
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c <= 0x9f);
  }

  private static void append(StringBuilder out, char c) {
    if (!isControl(c)) {
      out.append(c);
      return;
    }
    if (c == '\r') {
      return;
    }
    if (c < 0x20) {
      out.append((char) (CONTROL_PICTURES + c));
      return;
    }
    out.append(c == 0x7f ? '\u2421' : '\ufffd');
  }
}
