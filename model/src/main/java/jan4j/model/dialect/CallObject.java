package jan4j.model.dialect;

/// Reads one call that is written as a JSON object, such as `{"name": "f", "arguments": {...}}`, in
/// any order of its keys, also with OpenAI's `{"type": "function", "function": {...}}` around it.
/// Arguments may be a JSON object, a string that holds one, null, or missing. For one call.
final class CallObject {
  private static final int MAX_KEY = 256;

  private enum At {
    START,
    FIRST_KEY,
    NEXT_KEY,
    KEY,
    COLON,
    VALUE,
    STRING,
    ARGUMENTS,
    QUOTED,
    QUOTED_END,
    NULL_ARGUMENTS,
    SKIPPED,
    AFTER
  }

  private final CallKeys keys;
  private final CallSink out;
  private final boolean unmarked;
  private final StringBuilder json = new StringBuilder();
  private At at = At.START;
  private JsonString string = new JsonString(MAX_KEY);
  private JsonScanner scanner = new JsonScanner(json);
  private String key = "";
  private String name = "";
  private String id = "";
  private boolean started;
  private boolean hasArguments;
  private int nDecoded;
  private int depth;

  /// @param unmarked whether nothing but the object itself tells that it is a call; then it must
  ///   name an offered tool and have no other keys
  CallObject(CallKeys keys, boolean unmarked, CallSink out) {
    this.keys = keys;
    this.unmarked = unmarked;
    this.out = out;
  }

  /// Takes the next character: [Step#DONE] where it ends the object.
  Step accept(char c) {
    Step step = step(c);
    if (step == Step.TEXT || step == Step.BROKEN) {
      return started || !unmarked && depth > 0 ? Step.BROKEN : Step.TEXT;
    }
    return step;
  }

  /// What is read so far, should it end here.
  Step broken() {
    return started || !unmarked && depth > 0 ? Step.BROKEN : Step.TEXT;
  }

  private Step step(char c) {
    return switch (at) {
      case KEY, STRING -> string(c);
      case ARGUMENTS -> arguments(c);
      case QUOTED, QUOTED_END -> quoted(c);
      case NULL_ARGUMENTS, SKIPPED -> skipped(c);
      case START, FIRST_KEY, NEXT_KEY, COLON, VALUE, AFTER -> structure(c);
    };
  }

  private Step structure(char c) {
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      return Step.MORE;
    }
    return switch (at) {
      case START -> c == '{' ? open() : Step.TEXT;
      case FIRST_KEY -> c == '}' ? close() : key(c);
      case NEXT_KEY -> key(c);
      case COLON -> c == ':' ? turn(At.VALUE) : Step.TEXT;
      case VALUE -> value(c);
      default -> c == ',' ? turn(At.NEXT_KEY) : c == '}' ? close() : Step.TEXT;
    };
  }

  private Step key(char c) {
    string = new JsonString(MAX_KEY);
    return c == '"' ? turn(At.KEY) : Step.TEXT;
  }

  private Step open() {
    depth++;
    return turn(At.FIRST_KEY);
  }

  private Step value(char c) {
    if (isArguments()) {
      return argumentsValue(c);
    }
    boolean wrapper = key.equals("function") && depth == 1;
    if (wrapper && c == '{') {
      return open();
    }
    if (c == '"' && (isName() || wrapper || keys.id().contains(key))) {
      string = new JsonString(MAX_KEY);
      return turn(At.STRING);
    }
    if (isName() || unmarked && !key.equals("type") && !keys.id().contains(key)) {
      return Step.TEXT;
    }
    scanner = new JsonScanner(new StringBuilder());
    at = At.SKIPPED;
    return skipped(c);
  }

  private Step argumentsValue(char c) {
    if (hasArguments) {
      return Step.TEXT;
    }
    hasArguments = true;
    json.setLength(0);
    scanner = new JsonScanner(json);
    if (c == '{') {
      at = At.ARGUMENTS;
      return arguments(c);
    }
    if (c == '"') {
      string = new JsonString(SectionParser.MAX_CALL);
      nDecoded = 0;
      return turn(At.QUOTED);
    }
    if (c == 'n') {
      at = At.NULL_ARGUMENTS;
      return skipped(c);
    }
    return Step.TEXT;
  }

  private Step string(char c) {
    Step step = string.accept(c);
    if (step != Step.DONE) {
      return step;
    }
    String text = string.text().toString();
    if (at == At.KEY) {
      key = text;
      if (keys.nameIsKey()) {
        return named(text, At.COLON);
      }
      return turn(At.COLON);
    }
    if (keys.id().contains(key)) {
      id = text;
      return turn(At.AFTER);
    }
    return named(text, At.AFTER);
  }

  private Step named(String text, At next) {
    if (!name.isEmpty() || text.isEmpty() || unmarked && out.tool(text).isEmpty()) {
      return Step.TEXT;
    }
    name = text;
    at = next;
    flush();
    return Step.MORE;
  }

  private Step arguments(char c) {
    Step step = scanner.accept(c);
    flush();
    return step == Step.DONE ? turn(At.AFTER) : step;
  }

  /// Passes arguments on, once the name is known.
  private void flush() {
    if (!name.isEmpty() && hasArguments) {
      start();
      out.arguments(json);
      json.setLength(0);
    }
  }

  private void start() {
    if (!started) {
      started = true;
      out.start(id, name);
    }
  }

  /// Arguments as a string that holds JSON.
  private Step quoted(char c) {
    Step step = string.accept(c);
    if (step == Step.DONE) {
      return at == At.QUOTED_END ? turn(At.AFTER) : emptyString();
    }
    StringBuilder text = string.text();
    for (; step == Step.MORE && nDecoded < text.length(); nDecoded++) {
      step = decoded(text.charAt(nDecoded));
    }
    text.setLength(0);
    nDecoded = 0;
    return step;
  }

  private Step emptyString() {
    return json.isEmpty() && !started ? nullArguments() : Step.TEXT;
  }

  private Step decoded(char c) {
    boolean blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (at == At.QUOTED_END) {
      return blank ? Step.MORE : Step.TEXT;
    }
    if (json.isEmpty() && !started && !blank && c != '{') {
      return Step.TEXT;
    }
    Step step = scanner.accept(c);
    if (!json.isEmpty()) {
      flush();
    }
    return step == Step.DONE ? turn(At.QUOTED_END) : step;
  }

  private Step skipped(char c) {
    Step step = scanner.accept(c);
    if (step == Step.BEFORE) {
      at = At.AFTER;
      return structure(c);
    }
    if (step == Step.DONE) {
      return at == At.NULL_ARGUMENTS ? nullArguments() : turn(At.AFTER);
    }
    return step;
  }

  private Step nullArguments() {
    json.setLength(0);
    json.append("{}");
    at = At.AFTER;
    flush();
    return Step.MORE;
  }

  private Step close() {
    depth--;
    if (depth > 0) {
      return turn(At.AFTER);
    }
    if (name.isEmpty()) {
      depth++;
      return Step.TEXT;
    }
    if (!hasArguments) {
      hasArguments = true;
      nullArguments();
    }
    out.finish();
    return Step.DONE;
  }

  private boolean isArguments() {
    return keys.nameIsKey() || keys.arguments().contains(key);
  }

  private boolean isName() {
    return keys.name().contains(key);
  }

  private Step turn(At next) {
    at = next;
    return Step.MORE;
  }
}
