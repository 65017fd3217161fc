package jan4j.model.dialect;

import java.util.BitSet;

/// Reads one call of Gemma 4, `call:NAME{KEY:VALUE,...}<tool_call|>`, from behind its mark. Strings
/// stand between `<|"|>`, keys and everything else are bare. JSON in place of that notation, which
/// its template writes for arguments given as text, is read, too.
final class GemmaReader implements CallReader {
  private static final String QUOTE = "<|\"|>";
  private static final int MAX_DEPTH = 100;
  private static final int MAX_BARE = 4_096;

  private enum At {
    CALL,
    NAME,
    KEY,
    BARE_KEY,
    COLON,
    VALUE,
    BARE,
    QUOTE,
    STRING,
    JSON_STRING,
    AFTER,
    CLOSE
  }

  private final CallSink out;
  private final StringBuilder held = new StringBuilder();
  private final BitSet objects = new BitSet();
  private final Literal call = new Literal("call:");
  private final Literal close = new Literal("<tool_call|>");
  private JsonString json = new JsonString(SectionParser.MAX_CALL);
  private At at = At.CALL;
  private int depth;
  private boolean isKey;
  private boolean doubled;
  private boolean isEmpty = true;

  GemmaReader(CallSink out) {
    this.out = out;
  }

  @Override
  public Step accept(char c) {
    return switch (at) {
      case CALL -> call(c);
      case NAME -> name(c);
      case KEY -> key(c);
      case BARE_KEY -> bareKey(c);
      case COLON -> blank(c) ? Step.MORE : c == ':' ? turn(At.VALUE) : Step.BROKEN;
      case VALUE -> value(c);
      case BARE -> bare(c);
      case QUOTE -> quote(c);
      case STRING -> string(c);
      case JSON_STRING -> jsonString(c);
      case AFTER -> after(c);
      case CLOSE -> close.accept(c);
    };
  }

  @Override
  public Step end() {
    return at == At.CLOSE ? Step.BEFORE : Step.BROKEN;
  }

  private Step call(char c) {
    Step step = call.accept(c);
    return step == Step.DONE ? turn(At.NAME) : step == Step.TEXT ? Step.BROKEN : step;
  }

  private Step name(char c) {
    if (c != '{') {
      held.append(c);
      return held.length() < MAX_BARE ? Step.MORE : Step.BROKEN;
    }
    String name = held.toString().strip();
    held.setLength(0);
    if (!TagReader.isName(name)) {
      return Step.BROKEN;
    }
    out.start("", name);
    return open('{');
  }

  private Step open(char c) {
    if (depth >= MAX_DEPTH) {
      return Step.BROKEN;
    }
    depth++;
    objects.set(depth, c == '{');
    isEmpty = true;
    out.arguments(String.valueOf(c));
    return turn(c == '{' ? At.KEY : At.VALUE);
  }

  private Step key(char c) {
    if (blank(c)) {
      return Step.MORE;
    }
    if (c == '{' && depth == 1 && isEmpty && !doubled) {
      doubled = true;
      return Step.MORE;
    }
    if (c == '}' && isEmpty) {
      return closed(c);
    }
    isKey = true;
    if (c == '"') {
      json = new JsonString(MAX_BARE);
      return turn(At.JSON_STRING);
    }
    if (c == QUOTE.charAt(0)) {
      held.append(c);
      return turn(At.QUOTE);
    }
    at = At.BARE_KEY;
    return bareKey(c);
  }

  private Step bareKey(char c) {
    if (c != ':') {
      held.append(c);
      return held.length() < MAX_BARE && c != '}' ? Step.MORE : Step.BROKEN;
    }
    String key = held.toString().strip();
    held.setLength(0);
    tellKey(key);
    return turn(At.VALUE);
  }

  private void tellKey(String key) {
    out.arguments((isEmpty ? "" : ",") + JsonText.quoted(key) + ":");
    isEmpty = true;
    isKey = false;
  }

  private Step value(char c) {
    if (blank(c)) {
      return Step.MORE;
    }
    if (c == ']' && !objects.get(depth) && isEmpty) {
      return closed(c);
    }
    if (!isEmpty) {
      out.arguments(",");
    }
    if (c == '{' || c == '[') {
      return open(c);
    }
    if (c == '"') {
      out.arguments("\"");
      json = new JsonString(SectionParser.MAX_CALL);
      return turn(At.JSON_STRING);
    }
    held.append(c);
    return c == QUOTE.charAt(0) ? turn(At.QUOTE) : bareOr(c);
  }

  private Step bareOr(char c) {
    return ",:]}".indexOf(c) < 0 ? turn(At.BARE) : Step.BROKEN;
  }

  private Step bare(char c) {
    if (c != ',' && c != '}' && c != ']') {
      held.append(c);
      return held.length() < MAX_BARE ? Step.MORE : Step.BROKEN;
    }
    String text = held.toString().strip();
    held.setLength(0);
    out.arguments(SchemaType.ANY.json(text));
    at = At.AFTER;
    return after(c);
  }

  private Step quote(char c) {
    held.append(c);
    if (!QUOTE.startsWith(held.toString())) {
      return isKey ? Step.BROKEN : turn(At.BARE);
    }
    if (held.length() == QUOTE.length()) {
      held.setLength(0);
      out.arguments(isKey ? "" : "\"");
      at = At.STRING;
    }
    return Step.MORE;
  }

  private Step string(char c) {
    held.append(c);
    if (TagReader.endsWith(held, QUOTE)) {
      held.setLength(held.length() - QUOTE.length());
      return stringEnd(held);
    }
    if (isKey) {
      return held.length() < MAX_BARE ? Step.MORE : Step.BROKEN;
    }
    int keep = QUOTE.length() + 1;
    if (held.length() > 8 * keep) {
      int n = held.length() - keep;
      tell(Character.isHighSurrogate(held.charAt(n - 1)) ? n - 1 : n);
    }
    return Step.MORE;
  }

  private Step jsonString(char c) {
    Step step = json.accept(c);
    return step == Step.DONE ? stringEnd(json.text()) : step == Step.TEXT ? Step.BROKEN : step;
  }

  private Step stringEnd(StringBuilder text) {
    if (isKey) {
      tellKey(text.toString());
      held.setLength(0);
      return turn(At.COLON);
    }
    StringBuilder escaped = new StringBuilder();
    JsonText.escape(escaped, text);
    out.arguments(escaped.append('"'));
    held.setLength(0);
    return turn(At.AFTER);
  }

  private void tell(int n) {
    StringBuilder escaped = new StringBuilder();
    JsonText.escape(escaped, held.substring(0, n));
    out.arguments(escaped);
    held.delete(0, n);
  }

  private Step after(char c) {
    if (blank(c)) {
      return Step.MORE;
    }
    isEmpty = false;
    if (c == ',') {
      return turn(objects.get(depth) ? At.KEY : At.VALUE);
    }
    return c == (objects.get(depth) ? '}' : ']') ? closed(c) : Step.BROKEN;
  }

  private Step closed(char c) {
    if (depth == 1 && doubled) {
      doubled = false;
      isEmpty = false;
      return turn(At.AFTER);
    }
    out.arguments(String.valueOf(c));
    depth--;
    isEmpty = false;
    if (depth > 0) {
      return turn(At.AFTER);
    }
    out.finish();
    return turn(At.CLOSE);
  }

  private Step turn(At next) {
    at = next;
    return Step.MORE;
  }

  private static boolean blank(char c) {
    return TagReader.isSpace(c);
  }
}
