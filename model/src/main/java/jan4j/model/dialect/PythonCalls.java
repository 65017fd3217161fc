package jan4j.model.dialect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a list of Python calls with keyword arguments. Linear in the text. For one text.
final class PythonCalls {
  private static final int MAX_NAME = 256;
  private static final int MAX_SPACE = 32;

  /// A call.
  ///
  /// @param arguments a JSON object
  record Call(String name, String arguments) {}

  private final String text;
  private final List<Call> calls = new ArrayList<>();
  private int at;

  private PythonCalls(String text) {
    this.text = text;
  }

  /// The calls that `text` is as a whole, in brackets or without; null where it is none.
  static @Nullable List<Call> read(String text) {
    PythonCalls reader = new PythonCalls(text);
    return reader.calls() ? reader.calls : null;
  }

  private boolean calls() {
    boolean inBrackets = takes('[');
    do {
      if (!call()) {
        return false;
      }
    } while (takes(','));
    if (inBrackets && !takes(']')) {
      return false;
    }
    at = space(at, text.length());
    return at == text.length();
  }

  private boolean call() {
    String name = name();
    if (name.isEmpty() || !takes('(')) {
      return false;
    }
    StringBuilder arguments = new StringBuilder("{");
    while (!takes(')')) {
      if (arguments.length() > 1) {
        if (!takes(',')) {
          return false;
        }
        arguments.append(',');
      }
      if (!argument(arguments)) {
        return false;
      }
    }
    calls.add(new Call(name, arguments.append('}').toString()));
    return true;
  }

  private boolean argument(StringBuilder arguments) {
    String key = name();
    if (key.isEmpty() || !takes('=')) {
      return false;
    }
    at = space(at, MAX_SPACE);
    JsonText.quote(arguments, key);
    arguments.append(':');
    if (at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    if (c == '\'' || c == '"') {
      return string(c, arguments);
    }
    LooseValue.Value value = LooseValue.prefix(text, at);
    if (value != null && endsArgument(value.end())) {
      arguments.append(value.json());
      at = value.end();
      return true;
    }
    return bare(arguments);
  }

  /// A word that is no value: text that lacks its quotes.
  private boolean bare(StringBuilder arguments) {
    int start = at;
    while (at < text.length() && ",()[]{}='\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    JsonText.quote(arguments, text.substring(start, at).strip());
    return at > start && endsArgument(at);
  }

  /// A string as Python writes it; else, where its quotes and line breaks are not escaped, all up
  /// to the first quote behind which the call goes on, as it stands.
  private boolean string(char quote, StringBuilder arguments) {
    LooseValue.Value value = LooseValue.prefix(text, at);
    if (value != null
        && endsArgument(value.end())
        && text.substring(at, value.end()).indexOf('\n') < 0) {
      arguments.append(value.json());
      at = value.end();
      return true;
    }
    for (int i = text.indexOf(quote, at + 1); i >= 0; i = text.indexOf(quote, i + 1)) {
      if (endsArgument(i + 1)) {
        JsonText.quote(arguments, text.substring(at + 1, i));
        at = i + 1;
        return true;
      }
    }
    return false;
  }

  /// Whether an argument may end before `i`: another one follows, or the end of the call.
  private boolean endsArgument(int i) {
    int next = space(i, MAX_SPACE);
    if (next >= text.length()) {
      return false;
    }
    if (text.charAt(next) == ',') {
      return isFollowedBy(next + 1, '=');
    }
    if (text.charAt(next) != ')') {
      return false;
    }
    next = space(next + 1, MAX_SPACE);
    if (next >= text.length()) {
      return true;
    }
    if (text.charAt(next) == ']') {
      return space(next + 1, MAX_SPACE) >= text.length();
    }
    return text.charAt(next) == ',' && isFollowedBy(next + 1, '(');
  }

  private boolean isFollowedBy(int from, char mark) {
    int start = space(from, MAX_SPACE);
    int end = start;
    while (end < text.length() && end - start < MAX_NAME && isNamePart(text.charAt(end))) {
      end++;
    }
    int next = space(end, MAX_SPACE);
    return end > start && next < text.length() && text.charAt(next) == mark;
  }

  private String name() {
    at = space(at, text.length());
    int start = at;
    while (at < text.length() && at - start < MAX_NAME && isNamePart(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
  }

  private boolean takes(char c) {
    int next = space(at, text.length());
    if (next < text.length() && text.charAt(next) == c) {
      at = next + 1;
      return true;
    }
    return false;
  }

  private int space(int from, int max) {
    int i = from;
    while (i < text.length() && i - from < max && TagReader.isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
