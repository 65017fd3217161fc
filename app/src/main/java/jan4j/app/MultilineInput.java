package jan4j.app;

/// How several lines become one input: a line that ends in a backslash goes on, and text between
/// two `"""` keeps its lines.
final class MultilineInput {
  private static final String FENCE = "\"\"\"";

  private MultilineInput() {}

  /// Whether the text typed so far is a whole input.
  static boolean isComplete(String typed) {
    if (typed.strip().startsWith(FENCE)) {
      String body = typed.strip().substring(FENCE.length());
      return body.endsWith(FENCE);
    }
    return !typed.endsWith("\\");
  }

  /// The input that was meant: without fences and without the backslashes of continued lines. What
  /// stood between fences is text and never a command: one that begins like a command gets a line
  /// end before it.
  static String text(String typed) {
    String stripped = typed.strip();
    if (stripped.startsWith(FENCE)) {
      String body = stripped.substring(FENCE.length());
      String text =
          (body.endsWith(FENCE) ? body.substring(0, body.length() - FENCE.length()) : body).strip();
      return text.startsWith("/") ? "\n" + text : text;
    }
    return stripped.replace("\\\n", "\n");
  }
}
