package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A set of Unicode scalar values (code points without surrogates), as sorted inclusive ranges that
/// neither overlap nor touch. Immutable.
final class CharSet {
  static final CharSet NONE = new CharSet(new int[0]);
  static final CharSet ALL = new CharSet(new int[] {0, 0xD7FF, 0xE000, Character.MAX_CODE_POINT});

  /// first, last, first, last, ...
  private final int[] ranges;

  private CharSet(int[] ranges) {
    this.ranges = ranges;
  }

  static CharSet of(int codePoint) {
    return range(codePoint, codePoint);
  }

  static CharSet range(int first, int last) {
    return ofRanges(List.of(new int[] {first, last}));
  }

  static CharSet anyOf(String characters) {
    return ofRanges(characters.codePoints().mapToObj(c -> new int[] {c, c}).toList());
  }

  /// Surrogates are left out.
  static CharSet ofRanges(List<int[]> pairs) {
    List<int[]> sorted = new ArrayList<>();
    for (int[] pair : pairs) {
      addClipped(sorted, pair[0], Math.min(pair[1], 0xD7FF));
      addClipped(sorted, Math.max(pair[0], 0xE000), pair[1]);
    }
    sorted.sort((a, b) -> Integer.compare(a[0], b[0]));
    int[] out = new int[sorted.size() * 2];
    int n = 0;
    for (int[] pair : sorted) {
      if (n > 0 && pair[0] <= out[n - 1] + 1) {
        out[n - 1] = Math.max(out[n - 1], pair[1]);
      } else {
        out[n++] = pair[0];
        out[n++] = pair[1];
      }
    }
    return new CharSet(Arrays.copyOf(out, n));
  }

  private static void addClipped(List<int[]> to, int first, int last) {
    if (first <= last) {
      to.add(new int[] {first, last});
    }
  }

  CharSet union(CharSet other) {
    List<int[]> all = new ArrayList<>(pairs());
    all.addAll(other.pairs());
    return ofRanges(all);
  }

  CharSet complement() {
    List<int[]> out = new ArrayList<>();
    int next = 0;
    for (int[] pair : pairs()) {
      addClipped(out, next, pair[0] - 1);
      next = pair[1] + 1;
    }
    addClipped(out, next, Character.MAX_CODE_POINT);
    return ofRanges(out);
  }

  CharSet intersect(CharSet other) {
    List<int[]> out = new ArrayList<>();
    int i = 0;
    int k = 0;
    while (i < ranges.length && k < other.ranges.length) {
      addClipped(
          out, Math.max(ranges[i], other.ranges[k]), Math.min(ranges[i + 1], other.ranges[k + 1]));
      if (ranges[i + 1] < other.ranges[k + 1]) {
        i += 2;
      } else {
        k += 2;
      }
    }
    return ofRanges(out);
  }

  CharSet minus(CharSet other) {
    return intersect(other.complement());
  }

  boolean contains(int codePoint) {
    for (int i = 0; i < ranges.length && ranges[i] <= codePoint; i += 2) {
      if (codePoint <= ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }

  boolean isEmpty() {
    return ranges.length == 0;
  }

  /// The number of characters.
  int size() {
    return pairs().stream().mapToInt(p -> p[1] - p[0] + 1).sum();
  }

  List<int[]> pairs() {
    List<int[]> out = new ArrayList<>(ranges.length / 2);
    for (int i = 0; i < ranges.length; i += 2) {
      out.add(new int[] {ranges[i], ranges[i + 1]});
    }
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CharSet c && Arrays.equals(ranges, c.ranges);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ranges);
  }
}
