package jan4j.model.dialect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads calls written in Python, `[NAME(KEY='TEXT', KEY=2), NAME()]`, or in JSON, up to a closing
/// text. The whole section is read before its calls are told: where a string ends is known only
/// from what follows it, as some templates put texts between quotes without escaping them.
final class PythonReader implements CallReader {
  private final String closing;
  private final CallSink out;
  private final StringBuilder text = new StringBuilder();

  PythonReader(String closing, CallSink out) {
    this.closing = closing;
    this.out = out;
  }

  @Override
  public Step accept(char c) {
    text.append(c);
    if (!TagReader.endsWith(text, closing)) {
      return Step.MORE;
    }
    text.setLength(text.length() - closing.length());
    // The last character has not been taken where the section is no call.
    return tell() ? Step.DONE : Step.BROKEN;
  }

  @Override
  public Step end() {
    return tell() ? Step.DONE : Step.BROKEN;
  }

  private boolean tell() {
    String section = text.toString().strip();
    List<PythonCalls.Call> calls = isJson(section) ? json(section) : PythonCalls.read(section);
    if (calls == null || calls.isEmpty()) {
      return false;
    }
    for (PythonCalls.Call call : calls) {
      out.start("", call.name());
      out.arguments(call.arguments());
      out.finish();
    }
    return true;
  }

  private static boolean isJson(String section) {
    return section.startsWith("{")
        || (section.startsWith("[") && section.substring(1).stripLeading().startsWith("{"));
  }

  private @Nullable List<PythonCalls.Call> json(String section) {
    Collector collector = new Collector(out);
    CallReader reader = JsonCalls.marked("").on(collector);
    for (int i = 0; i < section.length(); i++) {
      Step step = reader.accept(section.charAt(i));
      if (step != Step.MORE) {
        boolean whole = step == Step.DONE && i == section.length() - 1;
        return whole ? collector.calls : null;
      }
    }
    return reader.end() == Step.BEFORE ? collector.calls : null;
  }

  /// Keeps calls until all of them are known.
  private static final class Collector implements CallSink {
    private final List<PythonCalls.Call> calls = new ArrayList<>();
    private final StringBuilder arguments = new StringBuilder();
    private final CallSink tools;
    private String name = "";

    Collector(CallSink tools) {
      this.tools = tools;
    }

    @Override
    public void start(String id, String name) {
      this.name = name;
      arguments.setLength(0);
    }

    @Override
    public void arguments(CharSequence fragment) {
      arguments.append(fragment);
    }

    @Override
    public void finish() {
      calls.add(new PythonCalls.Call(name, arguments.toString()));
    }

    @Override
    public java.util.Optional<jan4j.core.Tool> tool(String wanted) {
      return tools.tool(wanted);
    }
  }
}
