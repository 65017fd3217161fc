package jan4j.model.dialect;

import java.util.List;
import java.util.Objects;

/// A whole answer.
///
/// @param content its text, or the empty string
/// @param reasoning what the model thought, or the empty string
/// @param calls complete tool calls, in order
/// @param broken whether something that was meant as a call is in the text
public record AssembledMessage(String content, String reasoning, List<Call> calls, boolean broken) {
  public AssembledMessage {
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(reasoning, "reasoning");
    calls = List.copyOf(calls);
  }

  /// A complete tool call.
  ///
  /// @param id the model's own id, or the empty string
  /// @param arguments JSON text, an object
  public record Call(String id, String name, String arguments) {
    public Call {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(arguments, "arguments");
    }
  }
}
