package jan4j.model.dialect;

/// The value of one argument of a tagged call, as it arrives. For one thread.
final class TagValue {
  /// Most characters of a value that cannot be told before it is complete.
  private static final int MAX_HELD = 1 << 20;

  private static final String CDATA_OPEN = "<![CDATA[";
  private static final String CDATA_CLOSE = "]]>";

  private final SchemaType type;
  private final CallSink out;
  private final boolean trimsNewline;
  private final boolean isString;
  private final StringBuilder held = new StringBuilder();
  private String close;
  private boolean begun;
  private boolean open;

  TagValue(SchemaType type, TagSyntax syntax, CallSink out) {
    this.type = type;
    this.out = out;
    this.close = syntax.valueClose();
    this.trimsNewline = syntax.trimsNewline();
    this.isString = type.isString();
  }

  /// Takes a character.
  ///
  /// @return false where the value has grown too long
  boolean add(char c) {
    held.append(c);
    if (!begun) {
      begin();
      return true;
    }
    // What is told must not reach into the closing tag, nor cut a surrogate pair.
    int keep = close.length() + 2;
    if (isString && held.length() > 8 * keep) {
      int n = held.length() - keep;
      tell(Character.isHighSurrogate(held.charAt(n - 1)) ? n - 1 : n);
    }
    return held.length() <= MAX_HELD;
  }

  /// Passes what belongs to the format before the value.
  private void begin() {
    if (trimsNewline && held.length() == 1 && held.charAt(0) == '\n') {
      held.setLength(0);
      begun = true;
      return;
    }
    if (CDATA_OPEN.contentEquals(held)) {
      held.setLength(0);
      close = CDATA_CLOSE + close;
      begun = true;
      return;
    }
    begun = !CDATA_OPEN.startsWith(held.toString());
  }

  /// Whether the closing tag stands at the end of what was read.
  boolean mayEnd() {
    return TagReader.endsWith(held, close);
  }

  /// The value is complete: what was read ends with the closing tag.
  void finish() {
    int end = held.length() - close.length();
    if (trimsNewline && end > 0 && held.charAt(end - 1) == '\n') {
      end--;
    }
    if (isString) {
      tell(end);
      out.arguments("\"");
    } else {
      out.arguments(type.json(held.substring(0, end)));
    }
  }

  private void tell(int n) {
    StringBuilder text = new StringBuilder();
    if (!open) {
      text.append('"');
      open = true;
    }
    JsonText.escape(text, held.substring(0, n));
    out.arguments(text);
    held.delete(0, n);
  }
}
