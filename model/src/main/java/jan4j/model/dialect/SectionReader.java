package jan4j.model.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a section of calls whole, up to its closing text, before any of them is told: in some
/// formats only what follows tells what a part is.
final class SectionReader implements CallReader {
  private final String closing;
  private final boolean mayEndOpen;
  private final Format format;
  private final CallSink out;
  private final StringBuilder text = new StringBuilder();

  /// What a section means.
  @FunctionalInterface
  interface Format {
    /// The calls in `section`, or null where it is broken.
    ///
    /// @param tools knows the types of arguments
    @Nullable List<PythonCalls.Call> read(String section, CallSink tools);
  }

  /// @param mayEndOpen whether the end of the answer closes the section, too
  SectionReader(String closing, boolean mayEndOpen, Format format, CallSink out) {
    this.closing = closing;
    this.mayEndOpen = mayEndOpen;
    this.format = format;
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
    return mayEndOpen && tell() ? Step.DONE : Step.BROKEN;
  }

  private boolean tell() {
    List<PythonCalls.Call> calls = format.read(text.toString(), out);
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
