package jan4j.model.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a section of MiniMax M3's calls. As lists and objects tell by what they hold what they
/// are, the section is read whole.
final class NestedTagReader implements CallReader {
  private static final String CLOSE = NestedTags.SPACE + "</tool_call>";

  private final CallSink out;
  private final StringBuilder text = new StringBuilder();

  NestedTagReader(CallSink out) {
    this.out = out;
  }

  @Override
  public Step accept(char c) {
    text.append(c);
    if (!TagReader.endsWith(text, CLOSE)) {
      return Step.MORE;
    }
    text.setLength(text.length() - CLOSE.length());
    return tell() ? Step.DONE : Step.BROKEN;
  }

  @Override
  public Step end() {
    return Step.BROKEN;
  }

  private boolean tell() {
    @Nullable List<PythonCalls.Call> calls = NestedTags.read(text.toString(), out);
    if (calls == null) {
      return false;
    }
    for (PythonCalls.Call call : calls) {
      out.start("", call.name());
      out.arguments(call.arguments());
      out.finish();
    }
    return true;
  }
}
