package jan4j.model.grammar;

import java.util.List;

/// A grammar made from a schema.
///
/// @param gbnf the rules, one a line, `root` first
/// @param notes what the grammar does not hold: formats that are annotations and, with best effort,
///   what would have been refused
public record GrammarText(String gbnf, List<Unenforced> notes) {
  public GrammarText {
    notes = List.copyOf(notes);
  }
}
