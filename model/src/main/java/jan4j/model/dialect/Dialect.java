package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How a model family writes its answers: where its reasoning is, and how it calls tools.
/// Immutable, thread-safe. [Dialects] finds one.
public interface Dialect {
  /// The format's name, as in `docs/dialects.md`.
  String name();

  /// A parser for one answer, to be used by one thread.
  OutputParser parser(OutputStart start);

  /// How calls of this dialect are constrained by a grammar, or empty where the format cannot be.
  ///
  /// @param start where the answer begins; its tools are those that may be called
  /// @param parallel whether more than one call may be written
  /// @param schemaRule gives for each tool the name of the GBNF rule that matches its arguments, a
  ///   JSON object; the caller adds those rules
  default Optional<CallGrammar> calls(
      OutputStart start, boolean parallel, Function<Tool, String> schemaRule) {
    return Optional.empty();
  }

  /// How an answer without calls is constrained: GBNF whose `root` is the reasoning that comes
  /// first, where there is any, and then `rule`. Its own rules begin with `think-`. Empty where the
  /// format cannot be constrained.
  ///
  /// @param rule name of the GBNF rule that the text must match; the caller adds it
  /// @param mayReason whether the model may begin to reason by itself
  default Optional<String> content(OutputStart start, String rule, boolean mayReason) {
    return Optional.empty();
  }

  /// The reasoning of an answer: what a mark of calls within it means nothing.
  default List<ReasoningBlock> reasoning(OutputStart start) {
    return List.of();
  }

  /// Texts that mean something in an answer, of which some are control tokens in the vocabularies
  /// of some models: these must be part of the text that the parser reads.
  default List<String> markTexts() {
    return List.of();
  }
}
