package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;

/// A regular language over Unicode scalar values: a complete, minimal automaton in canonical form,
/// so that two are equal exactly where their languages are. State 0 is the start. Immutable.
final class Dfa {
  /// The most states that an automaton may have.
  static final int MAX_STATES = 6_000;

  static final Dfa NONE = explore(0, new int[] {0}, (_, _) -> 0, _ -> false);

  /// Every text.
  static final Dfa ALL =
      explore(0, cuts(List.of(CharSet.ALL)), (s, c) -> isSurrogate(c) ? 1 : s, s -> s == 0);

  /// Every text of one character.
  static final Dfa ONE = characters(CharSet.ALL);

  /// First code points of the intervals of the alphabet, ascending from 0.
  final int[] cuts;

  /// The class of each interval.
  final int[] classes;

  /// `[state][class]`.
  final int[][] next;

  final boolean[] accept;

  /// The state from which no text is accepted any more, or -1; the form is minimal, so it is one.
  private final int dead;

  Dfa(int[] cuts, int[] classes, int[][] next, boolean[] accept) {
    this.cuts = cuts;
    this.classes = classes;
    this.next = next;
    this.accept = accept;
    this.dead = findDead();
  }

  private int findDead() {
    for (int s = 0; s < next.length; s++) {
      int self = s;
      if (!accept[s] && Arrays.stream(next[s]).allMatch(t -> t == self)) {
        return s;
      }
    }
    return -1;
  }

  /// The automaton of a machine with states of any type (with equals), explored from `start`.
  ///
  /// @param cuts code points, ascending from 0, at which the machine's behaviour may change
  static <S> Dfa explore(
      S start, int[] cuts, DfaExplorer.Step<S> step, java.util.function.Predicate<S> accepts) {
    return new DfaExplorer<>(cuts, step, accepts).from(start);
  }

  static Dfa characters(CharSet set) {
    return explore(0, cuts(List.of(set)), (s, c) -> s == 0 && set.contains(c) ? 1 : 2, s -> s == 1);
  }

  static Dfa word(String word) {
    return words(List.of(word));
  }

  static Dfa words(Collection<String> words) {
    Trie root = new Trie();
    CharSet used = CharSet.NONE;
    for (String word : words) {
      Trie node = root;
      for (int c : word.codePoints().toArray()) {
        node = node.children.computeIfAbsent(c, _ -> new Trie());
      }
      node.end = !hasLoneSurrogate(word);
      used = used.union(CharSet.anyOf(word));
    }
    List<CharSet> each = new ArrayList<>();
    used.pairs().forEach(p -> each.addAll(single(p)));
    Trie dead = new Trie();
    return explore(root, cuts(each), (t, c) -> t.children.getOrDefault(c, dead), t -> t.end);
  }

  private static List<CharSet> single(int[] pair) {
    List<CharSet> out = new ArrayList<>();
    for (int c = pair[0]; c <= pair[1]; c++) {
      out.add(CharSet.of(c));
    }
    return out;
  }

  private static boolean hasLoneSurrogate(String word) {
    return word.codePoints().anyMatch(Dfa::isSurrogate);
  }

  private static final class Trie {
    final TreeMap<Integer, Trie> children = new TreeMap<>();
    boolean end;
  }

  /// The texts of `min` to `max` characters.
  static Dfa lengths(int min, int max) {
    if (min > max) {
      return NONE;
    }
    int last = max == Integer.MAX_VALUE ? min : max + 1;
    if (last > MAX_STATES) {
      throw new TooLarge("a length of " + last + " together with other constraints");
    }
    Dfa counted =
        explore(0, new int[] {0}, (s, _) -> Math.min(s + 1, last), s -> s >= min && s <= max);
    return counted.intersect(ALL);
  }

  /// The places at which membership in any of `sets` changes.
  static int[] cuts(Collection<CharSet> sets) {
    java.util.TreeSet<Integer> out = new java.util.TreeSet<>();
    out.add(0);
    for (CharSet set : sets) {
      for (int[] pair : set.pairs()) {
        out.add(pair[0]);
        if (pair[1] < Character.MAX_CODE_POINT) {
          out.add(pair[1] + 1);
        }
      }
    }
    return out.stream().mapToInt(Integer::intValue).toArray();
  }

  Dfa intersect(Dfa other) {
    if (this == other || other == ALL || isNone()) {
      return this;
    }
    return this == ALL || other.isNone() ? other : product(other, (a, b) -> a & b);
  }

  Dfa union(Dfa other) {
    if (this == other || this == ALL || other.isNone()) {
      return this;
    }
    return other == ALL || isNone() ? other : product(other, (a, b) -> a | b);
  }

  Dfa minus(Dfa other) {
    return isNone() || other.isNone() ? this : product(other, (a, b) -> a & (1 - b));
  }

  /// Every other text.
  Dfa complement() {
    return ALL.minus(this);
  }

  private Dfa product(Dfa other, IntBinaryOperator accepts) {
    int[] all =
        java.util.stream.IntStream.concat(Arrays.stream(cuts), Arrays.stream(other.cuts))
            .sorted()
            .distinct()
            .toArray();
    long n = other.next.length;
    return explore(
        0L,
        all,
        (s, c) -> step((int) (s / n), c) * n + other.step((int) (s % n), c),
        s ->
            accepts.applyAsInt(accept[(int) (s / n)] ? 1 : 0, other.accept[(int) (s % n)] ? 1 : 0)
                == 1);
  }

  int step(int state, int codePoint) {
    int i = Arrays.binarySearch(cuts, codePoint);
    return next[state][classes[i < 0 ? -i - 2 : i]];
  }

  boolean accepts(String text) {
    int state = 0;
    for (int c : text.codePoints().toArray()) {
      state = step(state, c);
    }
    return accept[state];
  }

  /// Whether no text is in the language.
  boolean isNone() {
    return next.length == 1 && !accept[0];
  }

  boolean isAll() {
    return this == ALL || equals(ALL);
  }

  int nStates() {
    return next.length;
  }

  /// Whether no text is accepted any more from `state`.
  boolean isDead(int state) {
    return state == dead;
  }

  /// The characters that lead from `state` to each state but the dead one, in order of those
  /// states.
  TreeMap<Integer, CharSet> moves(int state) {
    TreeMap<Integer, List<int[]>> out = new TreeMap<>();
    for (int i = 0; i < cuts.length; i++) {
      int last = i + 1 < cuts.length ? cuts[i + 1] - 1 : Character.MAX_CODE_POINT;
      int target = next[state][classes[i]];
      if (!isDead(target)) {
        out.computeIfAbsent(target, _ -> new ArrayList<>()).add(new int[] {cuts[i], last});
      }
    }
    TreeMap<Integer, CharSet> sets = new TreeMap<>();
    out.forEach((target, pairs) -> sets.put(target, CharSet.ofRanges(pairs)));
    sets.values().removeIf(CharSet::isEmpty);
    return sets;
  }

  /// The words of a language of at most `max` words.
  Optional<List<String>> finite(int max) {
    return new DfaWords(this).upTo(max);
  }

  /// The length of the shortest text, -1 where there is none.
  int shortest() {
    return new DfaWords(this).shortest();
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= 0xD800 && codePoint <= 0xDFFF;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Dfa d
        && Arrays.equals(cuts, d.cuts)
        && Arrays.equals(classes, d.classes)
        && Arrays.equals(accept, d.accept)
        && Arrays.deepEquals(next, d.next);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(cuts) * 31 + Arrays.deepHashCode(next) + Arrays.hashCode(accept);
  }
}
