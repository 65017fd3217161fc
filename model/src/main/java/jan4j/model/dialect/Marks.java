package jan4j.model.dialect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds marks in a stream of characters. For one thread.
final class Marks {
  private final List<Mark> all;

  Marks(List<? extends Mark> all) {
    this.all = List.copyOf(all);
  }

  /// These and more.
  Marks with(List<? extends Mark> more) {
    List<Mark> both = new ArrayList<>(all);
    for (Mark mark : more) {
      if (both.stream().noneMatch(m -> m.text().equals(mark.text()))) {
        both.add(mark);
      }
    }
    return new Marks(both);
  }

  /// The mark that `held` is, if any.
  ///
  /// @param first whether no text is before it
  @Nullable Mark exact(StringBuilder held, boolean first) {
    for (Mark mark : all) {
      if (counts(mark, first) && mark.text().contentEquals(held)) {
        return mark;
      }
    }
    return null;
  }

  /// Whether `held` may still become a mark.
  boolean possible(StringBuilder held, boolean first) {
    for (Mark mark : all) {
      if (counts(mark, first) && begins(mark.text(), held)) {
        return true;
      }
    }
    return false;
  }

  /// The length of the longest mark.
  int maxLength() {
    return all.stream().mapToInt(m -> m.text().length()).max().orElse(0);
  }

  private static boolean counts(Mark mark, boolean first) {
    return switch (mark) {
      case Mark.Calls m -> first || !m.firstOnly();
      case Mark.Opens _ -> first;
      case Mark.Closes m -> first || !m.firstOnly();
      case Mark.Dropped _, Mark.Ends _ -> true;
    };
  }

  private static boolean begins(String text, StringBuilder held) {
    int length = held.length();
    if (length >= text.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != held.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
