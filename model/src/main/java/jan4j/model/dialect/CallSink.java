package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.Optional;

/// Where a [CallReader] tells its calls.
interface CallSink {
  /// A call begins; the one before it has ended.
  void start(String id, String name);

  /// A piece of JSON text of its arguments.
  void arguments(CharSequence fragment);

  /// The call is complete. What is read from here on is text again, should it fail.
  void finish();

  /// The tool of that name, if it was offered.
  Optional<Tool> tool(String name);
}
