package jan4j.model.grammar;

/// Makes a GBNF grammar of a JSON Schema (drafts 2020-12 and 7). Stateless, thread-safe.
public final class SchemaGrammar {
  private SchemaGrammar() {}

  /// The grammar of the JSON texts that `schema` allows, with the start rule `root`.
  ///
  /// @param schema a value tree: maps, lists, strings, numbers, booleans and null
  /// @throws SchemaRefused where something cannot be enforced and best effort is not asked for,
  ///   where the schema is malformed, allows no value at all or is beyond a limit
  public static GrammarText of(Object schema, GrammarOptions options) {
    GrammarRules rules = new GrammarRules(options);
    rules.add("root", schema);
    return new GrammarText(rules.text(), rules.notes());
  }
}
