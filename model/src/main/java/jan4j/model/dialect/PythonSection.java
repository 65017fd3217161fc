package jan4j.model.dialect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls written in Python, `[NAME(KEY='TEXT', KEY=2), NAME()]`, or in JSON. Where a string ends is
/// known only from what follows it, as some templates put texts between quotes without escaping
/// them, so a section is read whole ([SectionReader]).
final class PythonSection {
  private PythonSection() {}

  /// The calls in a section, or null where there are none or one is broken.
  static @Nullable List<PythonCalls.Call> read(String text, CallSink tools) {
    String section = text.strip();
    List<PythonCalls.Call> calls =
        isJson(section) ? json(section, tools) : PythonCalls.read(section);
    return calls == null || calls.isEmpty() ? null : calls;
  }

  private static boolean isJson(String section) {
    return section.startsWith("{")
        || (section.startsWith("[") && section.substring(1).stripLeading().startsWith("{"));
  }

  private static @Nullable List<PythonCalls.Call> json(String section, CallSink tools) {
    Collector collector = new Collector(tools);
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
