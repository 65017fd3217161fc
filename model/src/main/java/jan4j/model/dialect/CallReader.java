package jan4j.model.dialect;

/// Reads one section of calls, character by character. For one thread and one section.
interface CallReader {
  /// Takes the next character. After anything but [Step#MORE] the reader is not used again.
  Step accept(char c);

  /// Says that the answer ends here: [Step#BEFORE] where all was complete, else [Step#TEXT] or
  /// [Step#BROKEN].
  Step end();

  /// Makes a reader that tells its calls to a sink.
  @FunctionalInterface
  interface Factory {
    CallReader on(CallSink out);
  }
}
