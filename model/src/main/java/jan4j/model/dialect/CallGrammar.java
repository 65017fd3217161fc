package jan4j.model.dialect;

import java.util.List;
import java.util.Objects;

/// Tool calls as a grammar. Immutable.
///
/// @param rules GBNF text: the rule `root`, which is one or more calls with reasoning before them
///   where the dialect has it, and its own helpers, whose names begin with `call-`. It refers to
///   the rules of the tools' arguments by the names that the caller gave
/// @param callsOnly GBNF text like `rules`, but `root` is the calls alone, from the trigger on: for
///   a grammar that lies in wait for a trigger
/// @param triggers texts of which the first to appear outside reasoning begins a call. Empty where
///   calls begin without any mark, so that a grammar cannot lie in wait
public record CallGrammar(String rules, String callsOnly, List<String> triggers) {
  public CallGrammar {
    Objects.requireNonNull(rules, "rules");
    Objects.requireNonNull(callsOnly, "callsOnly");
    triggers = List.copyOf(triggers);
  }
}
