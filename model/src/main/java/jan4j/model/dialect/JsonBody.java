package jan4j.model.dialect;

/// Reads the arguments of a call whose name stands outside of its JSON: an object, or a string that
/// holds one. For one call, which it begins at the first brace.
final class JsonBody {
  private enum At {
    START,
    OBJECT,
    QUOTED,
    QUOTED_END,
    AFTER
  }

  private final StringBuilder json = new StringBuilder();
  private final JsonScanner scanner = new JsonScanner(json);
  private final JsonString quoted = new JsonString(SectionParser.MAX_CALL);
  private final String id;
  private final String name;
  private final CallSink out;
  private At at = At.START;
  private boolean started;

  JsonBody(String id, String name, CallSink out) {
    this.id = id;
    this.name = name;
    this.out = out;
  }

  /// Whether a call was begun.
  boolean isStarted() {
    return started;
  }

  /// Takes the next character: [Step#DONE] where it completes the arguments, [Step#TEXT] where they
  /// are none.
  Step accept(char c) {
    return switch (at) {
      case START -> start(c);
      case OBJECT -> object(c);
      case QUOTED, QUOTED_END -> quoted(c);
      case AFTER -> Step.BEFORE;
    };
  }

  /// There are no arguments; the call is made without any.
  void empty() {
    begin();
    out.arguments("{}");
    at = At.AFTER;
  }

  private Step start(char c) {
    if (Character.isWhitespace(c)) {
      return Step.MORE;
    }
    if (c == '{') {
      at = At.OBJECT;
      begin();
      return object(c);
    }
    at = At.QUOTED;
    return c == '"' ? Step.MORE : Step.TEXT;
  }

  private void begin() {
    started = true;
    out.start(id, name);
  }

  private Step object(char c) {
    Step step = scanner.accept(c);
    out.arguments(json);
    json.setLength(0);
    if (step == Step.DONE) {
      at = At.AFTER;
    }
    return step;
  }

  private Step quoted(char c) {
    Step step = quoted.accept(c);
    if (step == Step.DONE) {
      boolean isWhole = at == At.QUOTED_END;
      at = At.AFTER;
      return isWhole ? Step.DONE : Step.TEXT;
    }
    if (step == Step.TEXT || quoted.text().isEmpty()) {
      return step;
    }
    char inner = quoted.text().charAt(0);
    quoted.text().setLength(0);
    return inner(inner);
  }

  private Step inner(char c) {
    if (at == At.QUOTED_END || (!started && c != '{')) {
      return Character.isWhitespace(c) ? Step.MORE : Step.TEXT;
    }
    if (!started) {
      begin();
    }
    Step step = scanner.accept(c);
    out.arguments(json);
    json.setLength(0);
    if (step == Step.DONE) {
      at = At.QUOTED_END;
      return Step.MORE;
    }
    return step;
  }
}
