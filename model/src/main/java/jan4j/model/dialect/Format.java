package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How calls are written. Immutable, thread-safe; each is one entry of [Formats#ALL].
interface Format {
  /// The name, as in `docs/dialects.md`.
  String name();

  /// A parser for one answer.
  OutputParser parser(OutputStart start, Traits traits);

  /// Texts of which each speaks for this format when it stands in the source of a template that
  /// does not render calls itself.
  default List<String> hints() {
    return List.of();
  }

  /// See [Dialect#calls].
  default Optional<CallGrammar> calls(
      OutputStart start, Traits traits, boolean parallel, Function<Tool, String> schemaRule) {
    return Optional.empty();
  }

  /// See [Dialect#content].
  default Optional<String> content(
      OutputStart start, Traits traits, String rule, boolean mayReason) {
    return Optional.of(ContentGrammar.of(start, reasoning(traits), rule, mayReason));
  }

  /// What begins and ends reasoning.
  default List<Tags> reasoning(Traits traits) {
    return traits.reasoning();
  }

  /// See [Dialect#markTexts]; those of reasoning are added.
  default List<String> markTexts() {
    return List.of();
  }
}
