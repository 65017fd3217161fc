package jan4j.model.dialect;

/// What stands behind `[TOOL_CALLS]`: `NAME[CALL_ID]ID[ARGS]{...}`, where the two marks may be
/// missing. For one section.
final class MistralCall implements CallReader {
  private static final int MAX_WORD = 256;
  private static final String ID_MARK = "[CALL_ID]";
  private static final String ARGUMENTS_MARK = "[ARGS]";

  private enum At {
    NAME,
    MARK,
    ID,
    BEFORE_ARGUMENTS,
    ARGUMENTS
  }

  private final CallSink out;
  private final StringBuilder word = new StringBuilder();
  private final StringBuilder mark = new StringBuilder();
  private final StringBuilder json = new StringBuilder();
  private final JsonScanner scanner = new JsonScanner(json);
  private At at = At.NAME;
  private String name = "";
  private String id = "";

  MistralCall(CallSink out) {
    this.out = out;
  }

  @Override
  public Step accept(char c) {
    return switch (at) {
      case NAME, ID -> word(c);
      case MARK -> mark(c);
      case BEFORE_ARGUMENTS -> beforeArguments(c);
      case ARGUMENTS -> arguments(c);
    };
  }

  @Override
  public Step end() {
    return at == At.NAME ? Step.TEXT : Step.BROKEN;
  }

  private Step word(char c) {
    if (Character.isWhitespace(c)) {
      return Step.MORE;
    }
    if (word.isEmpty() || c != '[' && c != '{') {
      boolean part = c < 128 ? Character.isLetterOrDigit(c) || "_-.:/".indexOf(c) >= 0 : false;
      if (!part || word.length() >= MAX_WORD) {
        return at == At.NAME ? Step.TEXT : Step.BROKEN;
      }
      word.append(c);
      return Step.MORE;
    }
    if (at == At.NAME) {
      name = word.toString();
    } else {
      id = word.toString();
    }
    word.setLength(0);
    at = c == '[' ? At.MARK : At.BEFORE_ARGUMENTS;
    return accept(c);
  }

  private Step mark(char c) {
    mark.append(c);
    String read = mark.toString();
    if (read.equals(ARGUMENTS_MARK)) {
      at = At.BEFORE_ARGUMENTS;
      return Step.MORE;
    }
    if (read.equals(ID_MARK) && id.isEmpty()) {
      mark.setLength(0);
      at = At.ID;
      return Step.MORE;
    }
    boolean possible = ARGUMENTS_MARK.startsWith(read) || ID_MARK.startsWith(read);
    return possible ? Step.MORE : Step.TEXT;
  }

  private Step beforeArguments(char c) {
    if (Character.isWhitespace(c)) {
      return Step.MORE;
    }
    if (c != '{') {
      return Step.BROKEN;
    }
    out.start(id, name);
    at = At.ARGUMENTS;
    return arguments(c);
  }

  private Step arguments(char c) {
    Step step = scanner.accept(c);
    out.arguments(json);
    json.setLength(0);
    if (step == Step.DONE) {
      out.finish();
    }
    return step;
  }
}
