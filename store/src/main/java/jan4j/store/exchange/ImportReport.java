package jan4j.store.exchange;

import java.util.List;

/// What an import took and what it did not, for a person to read.
///
/// @param source the file or folder
/// @param items one a conversation, in the order of the source
/// @param problem why the import ended early, or the empty string
public record ImportReport(String source, List<Item> items, String problem) {
  /// What became of one conversation.
  public enum Outcome {
    TAKEN,
    ALREADY_HERE,
    NOT_TAKEN
  }

  /// One conversation.
  ///
  /// @param format where it comes from: `jan`, `chatgpt`, `open-webui`, `lm-studio`, `jan4j`, or
  ///   `unknown`
  /// @param thread the new thread's id, or the empty string
  /// @param messages how many messages were taken
  /// @param left what was left out of it, in sentences
  public record Item(
      String format,
      String title,
      Outcome outcome,
      String thread,
      int messages,
      List<String> left) {
    public Item {
      left = List.copyOf(left);
    }
  }

  public ImportReport {
    items = List.copyOf(items);
  }

  /// How many conversations ended so.
  public long count(Outcome outcome) {
    return items.stream().filter(i -> i.outcome() == outcome).count();
  }
}
