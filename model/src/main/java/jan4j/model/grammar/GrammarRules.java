package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.List;

/// The rules of several schemas for one grammar, each under a prefix of its own, for texts in which
/// JSON values are only a part. One thread.
public final class GrammarRules {
  private final GrammarOptions options;
  private final StringBuilder text = new StringBuilder();
  private final List<Unenforced> notes = new ArrayList<>();

  /// No rules yet.
  public GrammarRules(GrammarOptions options) {
    this.options = options;
  }

  /// Adds the rules of `schema`. Every rule is named `prefix` or begins with `prefix-`.
  ///
  /// @param prefix letters, digits and hyphens, not used before
  /// @return the name of the rule for the JSON texts that `schema` allows, `prefix` itself
  /// @throws SchemaRefused see [SchemaGrammar#of(Object, GrammarOptions)]
  public String add(String prefix, Object schema) {
    throw new SchemaRefused("", "", "no schema can be enforced yet (" + options + ")");
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
