package jan4j.model.dialect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads tags in tags. For one text.
final class NestedTags {
  /// What stands before each tag.
  static final String SPACE = "]<]minimax[>[";

  /// The end of a section of calls.
  static final String CLOSE = SPACE + "</tool_call>";

  private static final String INVOKE = "<invoke name=\"";
  private static final int MAX_DEPTH = 100;

  /// Each begins with a tag.
  private final String[] parts;

  private int at;

  private NestedTags(String text) {
    this.parts = text.split(java.util.regex.Pattern.quote(SPACE), -1);
  }

  /// The calls that `text` is; null where it is none.
  static @Nullable List<PythonCalls.Call> read(String text, CallSink tools) {
    NestedTags reader = new NestedTags(text);
    if (!reader.parts[0].isBlank()) {
      return null;
    }
    reader.at = 1;
    List<PythonCalls.Call> calls = new ArrayList<>();
    while (reader.at < reader.parts.length) {
      PythonCalls.Call call = reader.call(tools);
      if (call == null) {
        return null;
      }
      calls.add(call);
    }
    return calls.isEmpty() ? null : calls;
  }

  private PythonCalls.@Nullable Call call(CallSink tools) {
    String open = parts[at];
    int end = open.indexOf("\">");
    if (!open.startsWith(INVOKE) || end < 0 || !open.substring(end + 2).isBlank()) {
      return null;
    }
    at++;
    String name = open.substring(INVOKE.length(), end);
    SchemaType schema =
        tools.tool(name).map(t -> SchemaType.ofTool(List.of(t), name)).orElse(SchemaType.ANY);
    String arguments = children("invoke", schema, true, 0);
    return arguments == null || !TagReader.isName(name)
        ? null
        : new PythonCalls.Call(name, arguments);
  }

  /// What stands up to the end of `tag`.
  private @Nullable String children(String tag, SchemaType schema, boolean isObject, int depth) {
    boolean isList = !isObject && parts[at].startsWith("<item>");
    StringBuilder out = new StringBuilder(isList ? "[" : "{");
    while (at < parts.length && depth < MAX_DEPTH) {
      String part = parts[at++];
      if (part.startsWith("</" + tag + ">")) {
        boolean clean = part.substring(tag.length() + 3).isBlank();
        return clean ? out.append(isList ? ']' : '}').toString() : null;
      }
      int end = part.indexOf('>');
      if (end < 2 || part.charAt(0) != '<') {
        return null;
      }
      String key = part.substring(1, end);
      SchemaType type = isList ? schema.items() : schema.property(key);
      String value = value(key, part.substring(end + 1), type, depth + 1);
      if (value == null) {
        return null;
      }
      out.append(out.length() > 1 ? "," : "");
      out.append(isList ? "" : JsonText.quoted(key) + ":").append(value);
    }
    return null;
  }

  private @Nullable String value(String key, String text, SchemaType type, int depth) {
    if (at >= parts.length) {
      return null;
    }
    boolean isLeaf = parts[at].startsWith("</" + key + ">");
    if (!isLeaf) {
      return text.isBlank() ? children(key, type, false, depth) : null;
    }
    at++;
    boolean clean = parts[at - 1].substring(key.length() + 3).isBlank();
    if (!clean) {
      return null;
    }
    return text.isEmpty() && type.kinds().contains(LooseValue.Kind.ARRAY) ? "[]" : type.json(text);
  }
}
