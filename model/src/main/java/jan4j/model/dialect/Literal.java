package jan4j.model.dialect;

/// Matches a fixed text as it comes, blind to white space on either side. For one match.
final class Literal {
  private final String text;
  private int nRead;

  Literal(String text) {
    this.text = text;
    skipBlanks();
  }

  /// Whether nothing of it is missing; so from the start where it is blank.
  boolean complete() {
    return nRead == text.length();
  }

  /// Takes the next character: [Step#DONE] with the last one, [Step#TEXT] where it differs.
  Step accept(char c) {
    if (Character.isWhitespace(c)) {
      return Step.MORE;
    }
    if (complete() || text.charAt(nRead) != c) {
      return Step.TEXT;
    }
    nRead++;
    skipBlanks();
    return complete() ? Step.DONE : Step.MORE;
  }

  private void skipBlanks() {
    while (nRead < text.length() && Character.isWhitespace(text.charAt(nRead))) {
      nRead++;
    }
  }
}
