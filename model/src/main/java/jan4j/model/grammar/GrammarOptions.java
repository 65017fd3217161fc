package jan4j.model.grammar;

/// How a schema becomes a grammar.
///
/// @param bestEffort leave out what cannot be enforced, and note it, where the schema would be
///   refused otherwise
/// @param assertFormats hold the formats that can be held exactly (JSON Schema 2020-12 makes
///   `format` a mere annotation); the others are noted, never refused
/// @param draft the draft of a schema without `$schema`
public record GrammarOptions(boolean bestEffort, boolean assertFormats, Draft draft) {
  /// The drafts that are told apart.
  public enum Draft {
    /// Drafts 4 to 7: what stands beside `$ref` is ignored.
    DRAFT_7,
    /// Draft 2019-09 and 2020-12.
    DRAFT_2020_12
  }

  /// Refuses what cannot be enforced; formats count; draft 2020-12.
  public static final GrammarOptions STRICT = new GrammarOptions(false, true, Draft.DRAFT_2020_12);

  /// As [#STRICT], but leaves out and notes what cannot be enforced.
  public static final GrammarOptions BEST_EFFORT =
      new GrammarOptions(true, true, Draft.DRAFT_2020_12);
}
