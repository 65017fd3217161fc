package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules of several schemas for one grammar, each under a prefix of its own, for texts in which
/// JSON values are only a part. One thread.
public final class GrammarRules {
  private static final int MAX_RULES = 12_000;
  private static final int MAX_LENGTH = 240 * 1024;

  private final GrammarOptions options;
  private final StringBuilder text = new StringBuilder();
  private final List<Unenforced> notes = new ArrayList<>();
  private final Set<String> prefixes = new HashSet<>();

  /// No rules yet.
  public GrammarRules(GrammarOptions options) {
    this.options = options;
  }

  /// Adds the rules of `schema`. Every rule is named `prefix` or begins with `prefix-`; those of
  /// the prefix `root` go without it.
  ///
  /// @param prefix letters, digits and hyphens, not used before
  /// @return the name of the rule for the JSON texts that `schema` allows, `prefix` itself
  /// @throws SchemaRefused see [SchemaGrammar#of(Object, GrammarOptions)]
  public String add(String prefix, Object schema) {
    if (!prefix.matches("[a-zA-Z0-9-]+") || !prefixes.add(prefix)) {
      throw new IllegalArgumentException("no fresh prefix of rule names: " + prefix);
    }
    try {
      SchemaCompiler compiler =
          new SchemaCompiler(new SchemaDocument(schema, options.draft()), options);
      Symbol.Rule root = new ValueRules(compiler).root(Expr.schema(compiler.document().root()));
      List<Symbol.Rule> rules = new RulePruner(root).pruned();
      if (rules.isEmpty()) {
        throw new SchemaRefused("", "", "it allows no value at all");
      }
      if (rules.size() > MAX_RULES) {
        throw new TooLarge("the grammar has more than " + MAX_RULES + " rules");
      }
      String printed = GbnfPrinter.print(rules, prefix);
      if (text.length() + printed.length() > MAX_LENGTH) {
        throw new TooLarge("the grammar is longer than " + MAX_LENGTH + " characters");
      }
      text.append(printed);
      notes.addAll(compiler.notes());
      return prefix;
    } catch (TooLarge e) {
      throw new SchemaRefused("", "", e.reason());
    }
  }

  /// All rules added so far, one a line, each with a line break at its end.
  public String text() {
    return text.toString();
  }

  /// What the rules do not hold.
  public List<Unenforced> notes() {
    return List.copyOf(notes);
  }
}
