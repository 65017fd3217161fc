package jan4j.model.dialect;

/// Calls as JSON objects, one, several, or in a list, up to a closing text. For one section.
///
/// Between objects that stand in no list, white space, commas and semicolons are skipped. The
/// closing text may be missing. What is read is complete with it, or, where there is none, before
/// the first character that belongs to no further call.
final class JsonCalls implements CallReader {
  private enum At {
    FIRST,
    OBJECT,
    BETWEEN,
    CLOSING
  }

  private final CallKeys keys;
  private final boolean unmarked;
  private final Literal closing;
  private final CallSink out;
  private CallObject object;
  private At at = At.FIRST;
  private boolean inList;
  private boolean listEnded;
  private int nCalls;

  private JsonCalls(CallKeys keys, boolean unmarked, String closing, CallSink out) {
    this.keys = keys;
    this.unmarked = unmarked;
    this.closing = new Literal(closing);
    this.out = out;
    this.object = new CallObject(keys, unmarked, out);
  }

  /// Calls behind a mark.
  ///
  /// @param closing the text at the end, or the empty string
  static CallReader.Factory marked(String closing) {
    return marked(CallKeys.USUAL, closing);
  }

  /// Calls behind a mark, with keys of their own.
  static CallReader.Factory marked(CallKeys keys, String closing) {
    return out -> new JsonCalls(keys, false, closing, out);
  }

  /// Calls that nothing but their JSON marks: each must name an offered tool and have no keys but
  /// those of a call.
  static CallReader.Factory unmarked() {
    return out -> new JsonCalls(CallKeys.USUAL, true, "", out);
  }

  @Override
  public Step accept(char c) {
    return switch (at) {
      case FIRST -> first(c);
      case OBJECT -> object(c);
      case BETWEEN -> between(c);
      case CLOSING -> closing(c);
    };
  }

  @Override
  public Step end() {
    if (at == At.OBJECT) {
      return object.broken();
    }
    if (at == At.FIRST) {
      return Step.TEXT;
    }
    return inList && !listEnded && nCalls == 0 ? Step.TEXT : Step.BEFORE;
  }

  private Step first(char c) {
    if (Character.isWhitespace(c)) {
      return Step.MORE;
    }
    if (c == '[' && !inList) {
      inList = true;
      return Step.MORE;
    }
    return c == '{' ? begin(c) : Step.TEXT;
  }

  private Step begin(char c) {
    object = new CallObject(keys, unmarked, out);
    at = At.OBJECT;
    return object(c);
  }

  private Step object(char c) {
    Step step = object.accept(c);
    if (step != Step.DONE) {
      return step;
    }
    nCalls++;
    at = At.BETWEEN;
    return Step.MORE;
  }

  private Step between(char c) {
    if (Character.isWhitespace(c)) {
      return Step.MORE;
    }
    if (c == '{') {
      return begin(c);
    }
    if (inList) {
      return c == ']' ? listEnd() : c == ',' ? Step.MORE : Step.TEXT;
    }
    if (closing.complete()) {
      return c == ';' || c == ',' ? Step.MORE : Step.BEFORE;
    }
    at = At.CLOSING;
    return closing(c);
  }

  private Step listEnd() {
    listEnded = true;
    at = At.CLOSING;
    return closing.complete() ? Step.DONE : Step.MORE;
  }

  private Step closing(char c) {
    Step step = closing.accept(c);
    return step == Step.TEXT ? Step.BEFORE : step;
  }
}
