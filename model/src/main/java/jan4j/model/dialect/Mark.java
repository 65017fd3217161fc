package jan4j.model.dialect;

import java.util.List;

/// A text in an answer that means something. None may be the beginning of another one of the same
/// format.
///
/// @param text never empty
sealed interface Mark {
  String text();

  /// Begins a section of calls.
  ///
  /// @param firstOnly whether it counts only where no text of the answer is before it, but for
  ///   reasoning and other calls
  /// @param partOfCalls whether the reader is given the mark itself, too
  record Calls(String text, boolean firstOnly, boolean partOfCalls, CallReader.Factory reader)
      implements Mark {
    /// A mark that counts anywhere in the text.
    static Calls of(String text, CallReader.Factory reader) {
      return new Calls(text, false, false, reader);
    }

    /// Begins calls that have no mark but their own first characters.
    static Calls bare(String text, boolean firstOnly, CallReader.Factory reader) {
      return new Calls(text, firstOnly, true, reader);
    }
  }

  /// Means nothing by itself and is no part of the text.
  record Dropped(String text) implements Mark {
    static List<Mark> all(String... texts) {
      return List.of(texts).stream().<Mark>map(Dropped::new).toList();
    }
  }

  /// Begins reasoning, where no text is before it.
  record Opens(Tags tags) implements Mark {
    @Override
    public String text() {
      return tags.open();
    }
  }

  /// Ends reasoning.
  ///
  /// @param firstOnly whether it counts only where no text is before it: a stray one in the text
  record Closes(String text, boolean firstOnly) implements Mark {}

  /// Ends the answer, if nothing but `rest` follows.
  record Ends(String text, String rest) implements Mark {
    /// The mark for what a template writes after an answer, of which the first token is the mark.
    ///
    /// @param own the format's marks, of which those without meaning may stand before the end
    static List<Ends> of(List<String> turnEnds, List<? extends Mark> own) {
      return turnEnds.stream()
          .map(t -> withoutDropped(t.strip(), own))
          .filter(t -> !t.isEmpty())
          .distinct()
          .map(Ends::of)
          .toList();
    }

    private static String withoutDropped(String turnEnd, List<? extends Mark> own) {
      for (Mark mark : own) {
        if (mark instanceof Dropped d && turnEnd.startsWith(d.text())) {
          return withoutDropped(turnEnd.substring(d.text().length()).strip(), own);
        }
      }
      return turnEnd;
    }

    private static Ends of(String turnEnd) {
      char first = turnEnd.charAt(0);
      int length = turnEnd.indexOf(first == '<' ? '>' : first == '[' ? ']' : '\n') + 1;
      int end = length == 0 ? turnEnd.length() : length;
      return new Ends(turnEnd.substring(0, end), turnEnd.substring(end));
    }
  }
}
