package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.List;

/// Reads calls written as tags ([TagSyntax]) and says their arguments as JSON, typed by the tool's
/// parameter schema. A string streams; any other value is told when it is complete.
final class TagReader implements CallReader {
  private static final int MAX_NAME = 512;
  private static final int MAX_SPACE = 64;

  private enum State {
    /// Before a call, inside the section.
    OPEN,
    NAME,
    /// Before an argument or the end of the call.
    ARGUMENT,
    KEY,
    VALUE_OPEN,
    VALUE,
    /// After what may be a value's end.
    VALUE_END,
    /// After a call.
    CLOSE
  }

  private final TagSyntax syntax;
  private final CallSink out;

  /// Whether the section was opened by the call's own mark, so that it need not be a call at all.
  private final boolean bare;

  /// Characters that wait for a decision; in [State#VALUE] the value's own end.
  private final StringBuilder held = new StringBuilder();

  private final StringBuilder tail = new StringBuilder();
  private State state;
  private SchemaType schema = SchemaType.ANY;
  private TagValue value;
  private int nArguments;
  private int nSpaces;

  private TagReader(TagSyntax syntax, CallSink out, State first, boolean bare) {
    this.syntax = syntax;
    this.out = out;
    this.state = first;
    this.bare = bare;
    this.value = new TagValue(SchemaType.ANY, syntax, out);
  }

  /// Reads from the start of a section on.
  static TagReader ofSection(TagSyntax syntax, CallSink out) {
    return new TagReader(syntax, out, syntax.callOpen().isEmpty() ? State.NAME : State.OPEN, false);
  }

  /// Reads from behind [TagSyntax#callOpen] on.
  static TagReader ofCall(TagSyntax syntax, CallSink out) {
    return new TagReader(syntax, out, State.NAME, false);
  }

  /// Reads from behind [TagSyntax#callOpen], outside of a section. Only a tool that was offered is
  /// called so.
  static TagReader ofBareCall(TagSyntax syntax, CallSink out) {
    return new TagReader(syntax, out, State.NAME, true);
  }

  @Override
  public Step accept(char c) {
    return switch (state) {
      case OPEN, ARGUMENT, VALUE_OPEN, CLOSE -> tag(c);
      case NAME -> name(c);
      case KEY -> key(c);
      case VALUE -> value(c);
      case VALUE_END -> valueEnd(c);
    };
  }

  @Override
  public Step end() {
    if (state == State.CLOSE) {
      return held.isEmpty() ? Step.BEFORE : Step.TEXT;
    }
    return bare && state == State.NAME ? Step.TEXT : Step.BROKEN;
  }

  private List<String> expected() {
    return switch (state) {
      case OPEN -> List.of(syntax.callOpen());
      case ARGUMENT -> List.of(syntax.keyOpen(), syntax.callClose());
      case VALUE_OPEN -> List.of(syntax.valueOpen());
      case CLOSE ->
          syntax.callOpen().isEmpty()
              ? List.of(syntax.sectionClose())
              : List.of(syntax.sectionClose(), syntax.callOpen());
      case NAME, KEY, VALUE, VALUE_END -> List.of();
    };
  }

  /// One of the expected tags, after white space.
  private Step tag(char c) {
    if (held.isEmpty() && isSpace(c)) {
      return Step.MORE;
    }
    held.append(c);
    boolean possible = false;
    for (String word : expected()) {
      if (word.contentEquals(held)) {
        held.setLength(0);
        return after(word);
      }
      possible |= begins(word, held);
    }
    if (possible) {
      return Step.MORE;
    }
    return state == State.CLOSE ? Step.TEXT : Step.BROKEN;
  }

  private Step after(String word) {
    switch (state) {
      case OPEN -> state = State.NAME;
      case VALUE_OPEN -> state = State.VALUE;
      case CLOSE -> {
        if (word.equals(syntax.sectionClose())) {
          return Step.DONE;
        }
        state = State.NAME;
      }
      default -> {
        if (word.equals(syntax.keyOpen())) {
          state = State.KEY;
          return Step.MORE;
        }
        return finish();
      }
    }
    return Step.MORE;
  }

  private Step finish() {
    out.arguments(nArguments == 0 ? "{}" : "}");
    out.finish();
    state = State.CLOSE;
    return syntax.sectionClose().isEmpty() ? Step.DONE : Step.MORE;
  }

  private Step name(char c) {
    if (!syntax.nameEnd().isEmpty()) {
      held.append(c);
      return endsWith(held, syntax.nameEnd())
          ? start(captured(syntax.nameEnd()))
          : held.length() < MAX_NAME ? Step.MORE : failedName();
    }
    if (!isSpace(c) && c != '<') {
      held.append(c);
      return held.length() < MAX_NAME ? Step.MORE : failedName();
    }
    if (held.isEmpty()) {
      return c == '<' ? Step.BROKEN : Step.MORE;
    }
    Step started = start(captured(""));
    return started == Step.MORE && c == '<' ? tag(c) : started;
  }

  private Step failedName() {
    return bare ? Step.TEXT : Step.BROKEN;
  }

  private String captured(String end) {
    String text = held.substring(0, held.length() - end.length());
    held.setLength(0);
    return text;
  }

  private Step start(String attributes) {
    String name = beforeQuote(attributes).strip();
    Tool tool = out.tool(name).orElse(null);
    if (!isName(name) || (bare && tool == null)) {
      return failedName();
    }
    schema = tool == null ? SchemaType.ANY : SchemaType.ofTool(List.of(tool), name);
    nArguments = 0;
    state = State.ARGUMENT;
    out.start("", name);
    return Step.MORE;
  }

  private Step key(char c) {
    held.append(c);
    if (!endsWith(held, syntax.keyEnd())) {
      return held.length() < MAX_NAME ? Step.MORE : Step.BROKEN;
    }
    String attributes = captured(syntax.keyEnd());
    String key = beforeQuote(attributes);
    out.arguments((nArguments++ == 0 ? "{" : ",") + JsonText.quoted(key) + ":");
    value = new TagValue(typeOf(attributes, schema.property(key)), syntax, out);
    state = syntax.valueOpen().isEmpty() ? State.VALUE : State.VALUE_OPEN;
    return Step.MORE;
  }

  /// A type that stands beside the key wins over the schema.
  private static SchemaType typeOf(String attributes, SchemaType property) {
    if (attributes.contains("string=\"true\"") || attributes.contains("type=\"string\"")) {
      return SchemaType.STRING;
    }
    boolean isTyped = attributes.contains("string=\"false\"") || attributes.contains(" type=\"");
    return isTyped ? SchemaType.ANY : property;
  }

  private Step value(char c) {
    if (!value.add(c)) {
      return Step.BROKEN;
    }
    if (value.mayEnd()) {
      state = State.VALUE_END;
      tail.setLength(0);
      nSpaces = 0;
    }
    return Step.MORE;
  }

  /// What follows a value's closing tag decides whether it was one.
  private Step valueEnd(char c) {
    tail.append(c);
    if (isSpace(c) && tail.length() == nSpaces + 1 && nSpaces < MAX_SPACE) {
      nSpaces++;
      return Step.MORE;
    }
    String word = tail.substring(nSpaces);
    for (String next : List.of(syntax.keyOpen(), syntax.callClose())) {
      if (next.equals(word)) {
        value.finish();
        state = State.ARGUMENT;
        return after(next);
      }
      if (next.startsWith(word)) {
        return Step.MORE;
      }
    }
    state = State.VALUE;
    String again = tail.toString();
    for (int i = 0; i < again.length(); i++) {
      Step step = accept(again.charAt(i));
      if (step != Step.MORE) {
        return step;
      }
    }
    return Step.MORE;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }

  /// Whether a text can be a tool's name.
  static boolean isName(String text) {
    if (text.isEmpty() || text.length() > MAX_NAME) {
      return false;
    }
    return text.chars().noneMatch(c -> c <= ' ' || "<>\"'{}[]()|=,`\\".indexOf(c) >= 0);
  }

  private static String beforeQuote(String attributes) {
    int quote = attributes.indexOf('"');
    return quote < 0 ? attributes : attributes.substring(0, quote);
  }

  private static boolean begins(String word, CharSequence start) {
    return word.length() >= start.length()
        && word.substring(0, start.length()).contentEquals(start);
  }

  static boolean endsWith(StringBuilder text, String end) {
    int from = text.length() - end.length();
    return from >= 0
        && text.charAt(text.length() - 1) == end.charAt(end.length() - 1)
        && text.indexOf(end, from) == from;
  }
}
