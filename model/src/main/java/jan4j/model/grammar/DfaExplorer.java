package jan4j.model.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Builds the automaton of a machine whose states are values of any type.
final class DfaExplorer<S> {
  /// The most states that a machine may reach, before they are merged.
  private static final int MAX_REACHED = 40_000;

  private static final long MAX_CELLS = 12_000_000;

  /// One step of a machine; must behave alike for all code points between two cuts.
  interface Step<S> {
    S next(S state, int codePoint);
  }

  private final int[] cuts;
  private final Step<S> step;
  private final Predicate<S> accepts;
  private final Map<S, Integer> ids = new HashMap<>();
  private final List<S> states = new ArrayList<>();

  DfaExplorer(int[] cuts, Step<S> step, Predicate<S> accepts) {
    this.cuts = cuts;
    this.step = step;
    this.accepts = accepts;
  }

  Dfa from(S start) {
    id(start);
    List<int[]> next = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      int[] row = new int[cuts.length];
      for (int k = 0; k < cuts.length; k++) {
        row[k] = id(step.next(states.get(i), cuts[k]));
      }
      next.add(row);
    }
    boolean[] accept = new boolean[states.size()];
    for (int i = 0; i < accept.length; i++) {
      accept[i] = accepts.test(states.get(i));
    }
    return new DfaMinimizer(cuts, next.toArray(int[][]::new), accept).minimal();
  }

  private int id(S state) {
    Integer known = ids.get(state);
    if (known != null) {
      return known;
    }
    int fresh = states.size();
    if (fresh >= MAX_REACHED || (long) fresh * cuts.length > MAX_CELLS) {
      throw new TooLarge("its automaton has more than " + fresh + " states");
    }
    ids.put(state, fresh);
    states.add(state);
    return fresh;
  }
}
