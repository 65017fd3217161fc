package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.Optional;
import java.util.function.Function;

/// Writes the grammar of a format's calls; see [Dialect#calls].
@FunctionalInterface
interface CallRules {
  /// Of a format that has no calls, or whose calls cannot be constrained.
  CallRules NONE = (_, _, _, _) -> Optional.empty();

  Optional<CallGrammar> calls(
      OutputStart start, Traits traits, boolean parallel, Function<Tool, String> schemaRule);
}
