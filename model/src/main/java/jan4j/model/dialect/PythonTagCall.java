package jan4j.model.dialect;

/// What Llama 3 writes behind `<|python_tag|>`: a call in JSON, or `NAME.call(KEY=VALUE, ...)` with
/// values in JSON. For one section.
final class PythonTagCall implements CallReader {
  private static final int MAX_NAME = 256;

  private enum At {
    FIRST,
    JSON,
    NAME,
    KEY,
    VALUE,
    AFTER
  }

  private final CallReader json;
  private final CallSink out;
  private final StringBuilder word = new StringBuilder();
  private final StringBuilder value = new StringBuilder();
  private JsonScanner scanner = new JsonScanner(value);
  private At at = At.FIRST;
  private int nArguments;

  PythonTagCall(CallSink out) {
    this.out = out;
    this.json = JsonCalls.marked("").on(out);
  }

  @Override
  public Step accept(char c) {
    return switch (at) {
      case FIRST -> first(c);
      case JSON -> json.accept(c);
      case NAME -> name(c);
      case KEY -> key(c);
      case VALUE -> value(c);
      case AFTER -> after(c);
    };
  }

  @Override
  public Step end() {
    return switch (at) {
      case JSON -> json.end();
      case FIRST, NAME -> Step.TEXT;
      case KEY, VALUE, AFTER -> Step.BROKEN;
    };
  }

  private Step first(char c) {
    if (Character.isWhitespace(c)) {
      return Step.MORE;
    }
    at = c == '{' || c == '[' ? At.JSON : At.NAME;
    return accept(c);
  }

  private Step name(char c) {
    if (c == '(') {
      String name = word.toString();
      if (!name.endsWith(".call") || name.length() == 5) {
        return Step.TEXT;
      }
      out.start("", name.substring(0, name.length() - 5));
      out.arguments("{");
      word.setLength(0);
      at = At.KEY;
      return Step.MORE;
    }
    return wordOf(c);
  }

  private Step wordOf(char c) {
    boolean part = c < 128 && (Character.isLetterOrDigit(c) || "_-.".indexOf(c) >= 0);
    if (!part || word.length() >= MAX_NAME) {
      return Step.TEXT;
    }
    word.append(c);
    return Step.MORE;
  }

  private Step key(char c) {
    if (Character.isWhitespace(c) && word.isEmpty()) {
      return Step.MORE;
    }
    if (c == ')' && nArguments == 0 && word.isEmpty()) {
      return finish();
    }
    if (c == '=' && !word.isEmpty()) {
      out.arguments((nArguments++ == 0 ? "\"" : ", \"") + word + "\": ");
      word.setLength(0);
      scanner = new JsonScanner(value);
      at = At.VALUE;
      return Step.MORE;
    }
    return wordOf(c);
  }

  private Step value(char c) {
    Step step = scanner.accept(c);
    out.arguments(value);
    value.setLength(0);
    if (step == Step.BEFORE) {
      at = At.AFTER;
      return after(c);
    }
    if (step == Step.DONE) {
      at = At.AFTER;
      return Step.MORE;
    }
    return step;
  }

  private Step after(char c) {
    if (Character.isWhitespace(c)) {
      return Step.MORE;
    }
    if (c == ',') {
      at = At.KEY;
      return Step.MORE;
    }
    return c == ')' ? finish() : Step.TEXT;
  }

  private Step finish() {
    out.arguments("}");
    out.finish();
    return Step.DONE;
  }
}
