package jan4j.store.search;

import jan4j.store.ThreadId;
import java.time.Instant;
import java.util.List;

/// A place where the words were found.
///
/// @param message the message's id, or the empty string where the title matched
/// @param role who said it, or the empty string for a title
/// @param passage the text around the first best match, on one line
/// @param marks where in `passage` the words stand, in order and apart
public record SearchHit(
    ThreadId thread,
    String title,
    String message,
    String role,
    Instant time,
    String passage,
    List<Mark> marks) {
  /// From the character at `from`, up to but not with the one at `to`.
  public record Mark(int from, int to) {}

  public SearchHit {
    marks = List.copyOf(marks);
  }
}
