package jan4j.store.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Cuts the passage with the most matches out of a text and marks them.
///
/// @param text on one line
record Passage(String text, List<SearchHit.Mark> marks) {
  private static final int LENGTH = 200;
  private static final int BEFORE = 40;

  /// Longest stretch of a message that is looked through for marks.
  private static final int MAX_LOOKED_AT = 200_000;

  static Passage of(String whole, Words.Parsed wanted, Words words) {
    String text = whole.length() > MAX_LOOKED_AT ? whole.substring(0, MAX_LOOKED_AT) : whole;
    List<SearchHit.Mark> all = find(text, wanted, words);
    int start = best(all);
    int from = boundary(text, Math.max(0, start - BEFORE));
    int to = Math.min(text.length(), from + LENGTH);
    if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
      to++;
    }
    String head = from > 0 ? "…" : "";
    int shift = head.length() - from;
    List<SearchHit.Mark> marks = new ArrayList<>();
    for (SearchHit.Mark mark : all) {
      if (mark.from() >= from && mark.to() <= to) {
        marks.add(new SearchHit.Mark(mark.from() + shift, mark.to() + shift));
      }
    }
    String cut = text.substring(from, to).replaceAll("[\\r\\n\\t]", " ");
    return new Passage(head + cut + (to < whole.length() ? "…" : ""), marks);
  }

  /// Does not begin in the midst of a pair of surrogates.
  private static int boundary(String text, int at) {
    return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }

  /// The first mark of the densest stretch.
  private static int best(List<SearchHit.Mark> marks) {
    int best = 0;
    int most = 0;
    int end = 0;
    for (int i = 0; i < marks.size(); i++) {
      while (end < marks.size() && marks.get(end).to() < marks.get(i).from() + LENGTH - BEFORE) {
        end++;
      }
      if (end - i > most) {
        most = end - i;
        best = marks.get(i).from();
      }
    }
    return best;
  }

  private static List<SearchHit.Mark> find(String text, Words.Parsed wanted, Words words) {
    List<SearchHit.Mark> found = new ArrayList<>();
    if (!wanted.english().isEmpty() || !wanted.prefix().isEmpty()) {
      words.forEachToken(
          text,
          (term, from, to) -> {
            boolean begun =
                !wanted.prefix().isEmpty()
                    && text.regionMatches(true, from, wanted.prefix(), 0, wanted.prefix().length());
            if (begun || wanted.english().contains(term)) {
              found.add(new SearchHit.Mark(from, to));
            }
          });
    }
    String lower = text.toLowerCase(Locale.ROOT);
    for (String stretch : lower.length() == text.length() ? wanted.chinese() : List.<String>of()) {
      for (int at = lower.indexOf(stretch);
          at >= 0;
          at = lower.indexOf(stretch, at + stretch.length())) {
        found.add(new SearchHit.Mark(at, at + stretch.length()));
      }
    }
    found.sort(Comparator.comparingInt(SearchHit.Mark::from));
    List<SearchHit.Mark> apart = new ArrayList<>();
    for (SearchHit.Mark mark : found) {
      if (apart.isEmpty() || mark.from() >= apart.getLast().to()) {
        apart.add(mark);
      }
    }
    return apart;
  }
}
