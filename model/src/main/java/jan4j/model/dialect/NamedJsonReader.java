package jan4j.model.dialect;

/// Reads calls written as [NamedJson]. For one section.
final class NamedJsonReader implements CallReader {
  private static final int MAX_HEADER = 512;

  private enum At {
    OPEN,
    HEADER,
    BODY,
    CALL_CLOSE,
    /// After a call.
    NEXT
  }

  private final NamedJson syntax;
  private final CallSink out;
  private final StringBuilder held = new StringBuilder();
  private JsonBody body;
  private At at;

  NamedJsonReader(NamedJson syntax, CallSink out, boolean inCall) {
    this.syntax = syntax;
    this.out = out;
    this.at = inCall ? At.HEADER : At.OPEN;
    this.body = new JsonBody("", "", out);
  }

  /// Reads from behind the name on.
  static NamedJsonReader ofBody(NamedJson syntax, String name, CallSink out) {
    NamedJsonReader reader = new NamedJsonReader(syntax, out, true);
    reader.body = new JsonBody("", name, out);
    reader.at = At.BODY;
    return reader;
  }

  @Override
  public Step accept(char c) {
    return switch (at) {
      case OPEN -> word(c, syntax.callOpen());
      case HEADER -> header(c);
      case BODY -> body(c);
      case CALL_CLOSE -> word(c, syntax.callClose());
      case NEXT -> next(c);
    };
  }

  @Override
  public Step end() {
    if (at == At.NEXT || at == At.CALL_CLOSE) {
      return held.isEmpty() ? Step.BEFORE : Step.TEXT;
    }
    return Step.BROKEN;
  }

  /// A fixed text, after white space.
  private Step word(char c, String word) {
    if (held.isEmpty() && TagReader.isSpace(c)) {
      return Step.MORE;
    }
    held.append(c);
    if (!word.startsWith(held.toString())) {
      return at == At.OPEN ? Step.BROKEN : Step.TEXT;
    }
    if (held.length() == word.length()) {
      held.setLength(0);
      at = at == At.OPEN ? At.HEADER : At.NEXT;
      return at == At.NEXT && syntax.sectionClose().isEmpty() ? Step.DONE : Step.MORE;
    }
    return Step.MORE;
  }

  private Step header(char c) {
    held.append(c);
    if (!TagReader.endsWith(held, syntax.nameEnd())) {
      return held.length() < MAX_HEADER ? Step.MORE : Step.BROKEN;
    }
    held.setLength(held.length() - syntax.nameEnd().length());
    NamedJson.Called called = syntax.called().apply(held.toString());
    held.setLength(0);
    body = new JsonBody(called.id(), called.name(), out);
    at = At.BODY;
    return TagReader.isName(called.name()) ? Step.MORE : Step.BROKEN;
  }

  private Step body(char c) {
    boolean noArguments = !body.isStarted() && syntax.callClose().indexOf(c) == 0;
    if (noArguments) {
      body.empty();
      out.finish();
      at = At.CALL_CLOSE;
      return accept(c);
    }
    Step step = body.accept(c);
    if (step != Step.DONE) {
      return step == Step.TEXT ? Step.BROKEN : step;
    }
    out.finish();
    at = syntax.callClose().isEmpty() ? At.NEXT : At.CALL_CLOSE;
    return at == At.NEXT && syntax.sectionClose().isEmpty() ? Step.DONE : Step.MORE;
  }

  private Step next(char c) {
    if (held.isEmpty() && TagReader.isSpace(c)) {
      return Step.MORE;
    }
    held.append(c);
    String word = held.toString();
    if (syntax.sectionClose().equals(word)) {
      return Step.DONE;
    }
    if (syntax.callOpen().equals(word)) {
      held.setLength(0);
      at = At.HEADER;
      return Step.MORE;
    }
    boolean possible = syntax.sectionClose().startsWith(word) || syntax.callOpen().startsWith(word);
    return possible ? Step.MORE : Step.TEXT;
  }
}
