package jan4j.model.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A regular expression as a nondeterministic automaton (Thompson), and made deterministic.
final class RegexAutomaton {
  private static final int MAX_NODES = 12_000;

  /// What stands on one side of a place in the text.
  private enum Side {
    NOTHING,
    WORD,
    OTHER
  }

  /// A step without a character; `place` says where it may be taken, everywhere where it is null.
  private record Free(int target, RegexNode.Place.@org.jspecify.annotations.Nullable Kind place) {}

  private record Move(CharSet set, int target) {}

  /// A deterministic state: where the automaton may be, and what stands before.
  private record Cursor(BitSet nodes, Side before) {}

  private final List<List<Free>> free = new ArrayList<>();
  private final List<List<Move>> moves = new ArrayList<>();
  private final List<CharSet> sets = new ArrayList<>();
  private final int start;
  private final int end;
  private boolean words;

  /// @param node what to find
  RegexAutomaton(RegexNode node) {
    start = node();
    int begin = node();
    step(start, CharSet.ALL, start);
    jump(start, begin, null);
    end = build(node, begin);
    step(end, CharSet.ALL, end);
  }

  private int node() {
    if (free.size() >= MAX_NODES) {
      throw new TooLarge("the pattern needs more than " + MAX_NODES + " states");
    }
    free.add(new ArrayList<>(1));
    moves.add(new ArrayList<>(1));
    return free.size() - 1;
  }

  private void jump(
      int from, int to, RegexNode.Place.@org.jspecify.annotations.Nullable Kind place) {
    free.get(from).add(new Free(to, place));
  }

  private void step(int from, CharSet set, int to) {
    moves.get(from).add(new Move(set, to));
    sets.add(set);
  }

  /// Adds the nodes of `part`, reached from `from`; returns where it ends.
  private int build(RegexNode part, int from) {
    switch (part) {
      case RegexNode.Chars(CharSet set) -> {
        int to = node();
        step(from, set, to);
        return to;
      }
      case RegexNode.Sequence(List<RegexNode> parts) -> {
        int at = from;
        for (RegexNode each : parts) {
          at = build(each, at);
        }
        return at;
      }
      case RegexNode.Choice(List<RegexNode> options) -> {
        int to = node();
        for (RegexNode each : options) {
          int begin = node();
          jump(from, begin, null);
          jump(build(each, begin), to, null);
        }
        return to;
      }
      case RegexNode.Repeat repeat -> {
        return repeat(repeat, from);
      }
      case RegexNode.Place(RegexNode.Place.Kind kind) -> {
        words |=
            kind == RegexNode.Place.Kind.WORD_EDGE || kind == RegexNode.Place.Kind.NO_WORD_EDGE;
        int to = node();
        jump(from, to, kind);
        return to;
      }
      case RegexNode.LookAhead _ ->
          throw new TooLarge("a look-ahead that does not stand right behind \"^\"");
    }
  }

  private int repeat(RegexNode.Repeat repeat, int from) {
    int at = from;
    for (int i = 0; i < repeat.min(); i++) {
      at = build(repeat.body(), at);
    }
    int to = node();
    if (repeat.max() == Integer.MAX_VALUE) {
      int loop = node();
      jump(at, loop, null);
      jump(build(repeat.body(), loop), loop, null);
      jump(loop, to, null);
      return to;
    }
    for (int i = repeat.min(); i < repeat.max(); i++) {
      jump(at, to, null);
      int begin = node();
      jump(at, begin, null);
      at = build(repeat.body(), begin);
    }
    jump(at, to, null);
    return to;
  }

  Dfa language() {
    if (words) {
      sets.add(RegexClasses.WORD);
    }
    BitSet first = new BitSet();
    first.set(start);
    return Dfa.explore(
            new Cursor(first, Side.NOTHING),
            Dfa.cuts(new java.util.LinkedHashSet<>(sets)),
            this::next,
            c -> reach(c.nodes, c.before, Side.NOTHING).get(end))
        .intersect(Dfa.ALL);
  }

  private Cursor next(Cursor cursor, int character) {
    Side side = words && RegexClasses.WORD.contains(character) ? Side.WORD : Side.OTHER;
    BitSet here = reach(cursor.nodes, cursor.before, side);
    BitSet out = new BitSet();
    here.stream()
        .forEach(n -> {
          for (Move move : moves.get(n)) {
            if (move.set.contains(character)) {
              out.set(move.target);
            }
          }
        });
    if (out.get(end)) {
      out.clear();
      out.set(end);
      return new Cursor(out, Side.OTHER);
    }
    return new Cursor(out, side);
  }

  private BitSet reach(BitSet from, Side before, Side after) {
    BitSet out = (BitSet) from.clone();
    ArrayDeque<Integer> queue = new ArrayDeque<>(from.stream().boxed().toList());
    while (!queue.isEmpty()) {
      for (Free step : free.get(queue.poll())) {
        if (!out.get(step.target) && (step.place == null || holds(step.place, before, after))) {
          out.set(step.target);
          queue.add(step.target);
        }
      }
    }
    return out;
  }

  private static boolean holds(RegexNode.Place.Kind place, Side before, Side after) {
    return switch (place) {
      case START -> before == Side.NOTHING;
      case END -> after == Side.NOTHING;
      case WORD_EDGE -> (before == Side.WORD) != (after == Side.WORD);
      case NO_WORD_EDGE -> (before == Side.WORD) == (after == Side.WORD);
    };
  }
}
