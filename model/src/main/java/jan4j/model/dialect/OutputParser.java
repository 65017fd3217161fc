package jan4j.model.dialect;

import java.util.List;

/// Reads one answer as it is written. For one thread. It never throws for what a model wrote, loses
/// no character of its text, takes time linear in the input, and holds bounded memory.
///
/// Any division of an answer into pieces gives the same events once neighbours of one kind are
/// joined.
public interface OutputParser {
  /// Takes the next piece of the answer, which may be empty or end inside a surrogate pair.
  ///
  /// @return what is certain by now, often nothing
  List<OutputEvent> accept(String piece);

  /// Says that the answer ends here; nothing may follow.
  ///
  /// @return what was held back
  List<OutputEvent> end();
}
