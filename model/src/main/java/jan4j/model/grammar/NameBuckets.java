package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.List;

/// Classes of names by their last character: names of different classes differ.
final class NameBuckets {
  static final int N = 16;
  static final int MAX_DISTINCT = 6;

  private static final List<Dfa> ALL = all();

  private NameBuckets() {}

  static Dfa get(int bucket) {
    return ALL.get(bucket);
  }

  /// The last code point modulo 16, for the letters up to U+007F; every other name is in class 0.
  private static List<Dfa> all() {
    List<Dfa> out = new ArrayList<>();
    Dfa rest = Dfa.ALL;
    for (int bucket = 1; bucket < N; bucket++) {
      List<int[]> set = new ArrayList<>();
      for (int c = bucket; c < 128; c += N) {
        set.add(new int[] {c, c});
      }
      CharSet ends = CharSet.ofRanges(set);
      Dfa language =
          Dfa.explore(0, Dfa.cuts(List.of(ends)), (_, c) -> ends.contains(c) ? 1 : 0, s -> s == 1)
              .intersect(Dfa.ALL);
      out.add(language);
      rest = rest.minus(language);
    }
    out.addFirst(rest);
    return out;
  }
}
