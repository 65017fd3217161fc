package jan4j.model.dialect;

/// Calls as DeepSeek writes them; see [DeepSeek]. For one section.
final class DeepSeekCalls implements CallReader {
  private static final int MAX_HEADER = 512;
  private static final String FENCE = "```json";

  private enum At {
    OPEN,
    HEADER,
    NAME,
    FENCE,
    BEFORE_ARGUMENTS,
    ARGUMENTS,
    CALL_END,
    NEXT
  }

  private final boolean fenced;
  private final CallSink out;
  private final StringBuilder word = new StringBuilder();
  private final StringBuilder json = new StringBuilder();
  private JsonScanner scanner = new JsonScanner(json);
  private Literal literal = new Literal(DeepSeek.CALL);
  private Literal sectionEnd = new Literal(DeepSeek.SECTION_END);
  private At at;
  private boolean inWord;

  /// @param fenced whether the arguments stand in a Markdown block of code
  /// @param inCall whether the mark of the first call was read already
  DeepSeekCalls(boolean fenced, boolean inCall, CallSink out) {
    this.fenced = fenced;
    this.out = out;
    this.at = inCall ? At.HEADER : At.OPEN;
  }

  @Override
  public Step accept(char c) {
    return switch (at) {
      case OPEN -> literal(c, At.HEADER);
      case HEADER -> header(c);
      case NAME -> name(c);
      case FENCE -> literal(c, At.BEFORE_ARGUMENTS);
      case BEFORE_ARGUMENTS -> beforeArguments(c);
      case ARGUMENTS -> arguments(c);
      case CALL_END -> callEnd(c);
      case NEXT -> next(c);
    };
  }

  @Override
  public Step end() {
    return switch (at) {
      case OPEN -> Step.TEXT;
      case CALL_END, NEXT -> Step.BEFORE;
      case HEADER, NAME, FENCE, BEFORE_ARGUMENTS, ARGUMENTS -> Step.BROKEN;
    };
  }

  private Step literal(char c, At next) {
    Step step = literal.accept(c);
    if (step == Step.DONE) {
      at = next;
      return Step.MORE;
    }
    return step == Step.TEXT && at == At.FENCE ? Step.BROKEN : step;
  }

  /// What stands before the separator: the kind of tool, or the name.
  private Step header(char c) {
    word.append(c);
    int nameLength = word.length() - DeepSeek.SEPARATOR.length();
    if (nameLength < 0 || word.indexOf(DeepSeek.SEPARATOR, nameLength) < 0) {
      return word.length() < MAX_HEADER ? Step.MORE : Step.BROKEN;
    }
    word.setLength(nameLength);
    if (fenced) {
      word.setLength(0);
      at = At.NAME;
      return Step.MORE;
    }
    at = At.BEFORE_ARGUMENTS;
    return isName() ? Step.MORE : Step.BROKEN;
  }

  private Step name(char c) {
    boolean blank = Character.isWhitespace(c);
    if (blank && word.isEmpty()) {
      return Step.MORE;
    }
    if (blank || c == '`') {
      literal = new Literal(FENCE);
      at = At.FENCE;
      return isName() ? accept(c) : Step.BROKEN;
    }
    word.append(c);
    return word.length() < MAX_HEADER ? Step.MORE : Step.BROKEN;
  }

  private boolean isName() {
    String name = word.toString().strip();
    return !name.isEmpty() && name.chars().noneMatch(c -> c <= ' ' || c == '<' || c == '{');
  }

  private Step beforeArguments(char c) {
    if (Character.isWhitespace(c)) {
      return Step.MORE;
    }
    if (c != '{') {
      return Step.BROKEN;
    }
    out.start("", word.toString().strip());
    word.setLength(0);
    scanner = new JsonScanner(json);
    at = At.ARGUMENTS;
    return arguments(c);
  }

  private Step arguments(char c) {
    Step step = scanner.accept(c);
    out.arguments(json);
    json.setLength(0);
    if (step != Step.DONE) {
      return step;
    }
    out.finish();
    inWord = false;
    literal = new Literal(fenced ? "```" + DeepSeek.CALL_END : DeepSeek.CALL_END);
    at = At.CALL_END;
    return Step.MORE;
  }

  private Step callEnd(char c) {
    Step step = literal.accept(c);
    if (step == Step.DONE) {
      literal = new Literal(DeepSeek.CALL);
      sectionEnd = new Literal(DeepSeek.SECTION_END);
      at = At.NEXT;
      return Step.MORE;
    }
    return step;
  }

  /// Another call, or the end.
  private Step next(char c) {
    if (Character.isWhitespace(c) && !inWord) {
      return Step.MORE;
    }
    inWord = true;
    Step call = literal.accept(c);
    Step end = sectionEnd.accept(c);
    if (call == Step.DONE) {
      inWord = false;
      at = At.HEADER;
      return Step.MORE;
    }
    if (end == Step.DONE) {
      return Step.DONE;
    }
    return call == Step.MORE || end == Step.MORE ? Step.MORE : Step.TEXT;
  }
}
