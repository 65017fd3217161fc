package jan4j.model.dialect;

import java.util.Objects;

/// What begins and ends reasoning in an answer.
///
/// @param isOpen whether the answer begins within it, because the prompt has begun it
public record ReasoningBlock(String open, String close, boolean isOpen) {
  public ReasoningBlock {
    Objects.requireNonNull(open, "open");
    Objects.requireNonNull(close, "close");
  }
}
