package jan4j.model.dialect;

import java.util.List;
import java.util.Optional;

/// What the end of a prompt says of reasoning.
///
/// @param open whether the answer begins inside reasoning; else it was opened and closed again
record ReasoningStart(Tags tags, boolean open) {
  static Optional<ReasoningStart> of(String promptTail, List<Tags> all) {
    String end = promptTail.stripTrailing();
    for (Tags tags : all) {
      if (end.endsWith(tags.open().strip())) {
        return Optional.of(new ReasoningStart(tags, true));
      }
      if (end.endsWith(tags.close().strip())) {
        return Optional.of(new ReasoningStart(tags, false));
      }
    }
    return Optional.empty();
  }
}
