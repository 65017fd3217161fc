package jan4j.model.dialect;

import java.util.Set;

/// Under which keys a JSON object that is a call holds its parts.
///
/// @param nameIsKey whether the object's one key is the tool's name, and its value the arguments
record CallKeys(Set<String> name, Set<String> arguments, Set<String> id, boolean nameIsKey) {
  /// The keys of most formats.
  static final CallKeys USUAL =
      new CallKeys(
          Set.of("name", "tool_name"),
          Set.of("arguments", "parameters", "args"),
          Set.of("id", "tool_call_id", "call_id"),
          false);

  /// `{"NAME": {ARGUMENTS}}`.
  static final CallKeys NAME_AS_KEY = new CallKeys(Set.of(), Set.of(), Set.of(), true);
}
