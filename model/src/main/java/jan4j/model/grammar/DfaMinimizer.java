package jan4j.model.grammar;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Brings an automaton into its canonical form: columns merged, states merged (Hopcroft), states
/// numbered in breadth-first order.
final class DfaMinimizer {
  private final int[] cuts;
  private final boolean[] accept;
  private int[][] next;
  private int[] classes = {};
  private int nClasses;

  /// The states by block, the place of each, the block of each, and where a block begins and ends.
  private int[] elements = {};

  private int[] place = {};
  private int[] block = {};
  private int[] begin = {};
  private int[] end = {};
  private int nBlocks;

  /// @param next `[state][interval]`
  DfaMinimizer(int[] cuts, int[][] next, boolean[] accept) {
    this.cuts = cuts;
    this.next = next;
    this.accept = accept;
  }

  Dfa minimal() {
    mergeColumns();
    mergeStates();
    return canonical();
  }

  private void mergeColumns() {
    Map<List<Integer>, Integer> ids = new HashMap<>();
    classes = new int[cuts.length];
    int[] sample = new int[cuts.length];
    for (int k = 0; k < cuts.length; k++) {
      Integer[] column = new Integer[next.length];
      for (int s = 0; s < next.length; s++) {
        column[s] = next[s][k];
      }
      int fresh = ids.size();
      Integer known = ids.putIfAbsent(Arrays.asList(column), fresh);
      classes[k] = known == null ? fresh : known;
      sample[classes[k]] = k;
    }
    nClasses = ids.size();
    int[][] merged = new int[next.length][nClasses];
    for (int s = 0; s < next.length; s++) {
      for (int c = 0; c < nClasses; c++) {
        merged[s][c] = next[s][sample[c]];
      }
    }
    next = merged;
  }

  private void mergeStates() {
    int n = next.length;
    elements = new int[n];
    place = new int[n];
    block = new int[n];
    begin = new int[n + 1];
    end = new int[n + 1];
    int low = 0;
    int high = n;
    for (int s = 0; s < n; s++) {
      int at = accept[s] ? low++ : --high;
      elements[at] = s;
      place[s] = at;
    }
    begin[0] = 0;
    end[0] = n;
    nBlocks = 1;
    if (low > 0 && low < n) {
      end[0] = low;
      begin[1] = low;
      end[1] = n;
      nBlocks = 2;
      for (int at = low; at < n; at++) {
        block[elements[at]] = 1;
      }
    }
    refine(sources());
  }

  /// `[class][target]`: the states with a step to the target.
  private int[][][] sources() {
    int n = next.length;
    int[][][] out = new int[nClasses][n][];
    for (int c = 0; c < nClasses; c++) {
      int[] count = new int[n];
      for (int[] row : next) {
        count[row[c]]++;
      }
      for (int s = 0; s < n; s++) {
        out[c][s] = new int[count[s]];
      }
      for (int s = 0; s < n; s++) {
        int target = next[s][c];
        out[c][target][--count[target]] = s;
      }
    }
    return out;
  }

  private void refine(int[][][] sources) {
    ArrayDeque<int[]> work = new ArrayDeque<>();
    for (int c = 0; c < nClasses; c++) {
      for (int b = 0; b < nBlocks; b++) {
        work.add(new int[] {b, c});
      }
    }
    int[] marked = new int[next.length + 1];
    while (!work.isEmpty()) {
      int[] item = work.poll();
      int[] splitter = Arrays.copyOfRange(elements, begin[item[0]], end[item[0]]);
      ArrayDeque<Integer> touched = new ArrayDeque<>();
      for (int target : splitter) {
        for (int s : sources[item[1]][target]) {
          mark(s, marked, touched);
        }
      }
      for (int b : touched) {
        split(b, marked, work);
      }
    }
  }

  /// Moves a state to the front of its block.
  private void mark(int s, int[] marked, ArrayDeque<Integer> touched) {
    int b = block[s];
    int front = begin[b] + marked[b];
    if (place[s] < front) {
      return;
    }
    if (marked[b]++ == 0) {
      touched.add(b);
    }
    int other = elements[front];
    int at = place[s];
    elements[front] = s;
    elements[at] = other;
    place[s] = front;
    place[other] = at;
  }

  private void split(int b, int[] marked, ArrayDeque<int[]> work) {
    int n = marked[b];
    marked[b] = 0;
    if (n == end[b] - begin[b]) {
      return;
    }
    int fresh = nBlocks++;
    begin[fresh] = begin[b];
    end[fresh] = begin[b] + n;
    begin[b] += n;
    for (int at = begin[fresh]; at < end[fresh]; at++) {
      block[elements[at]] = fresh;
    }
    for (int c = 0; c < nClasses; c++) {
      work.add(new int[] {fresh, c});
      work.add(new int[] {b, c});
    }
  }

  private Dfa canonical() {
    int[] number = new int[nBlocks];
    Arrays.fill(number, -1);
    int[] order = new int[nBlocks];
    int n = 0;
    number[block[0]] = n;
    order[n++] = block[0];
    for (int i = 0; i < n; i++) {
      int sample = elements[begin[order[i]]];
      for (int k = 0; k < cuts.length; k++) {
        int target = block[next[sample][classes[k]]];
        if (number[target] < 0) {
          number[target] = n;
          order[n++] = target;
        }
      }
    }
    if (n > Dfa.MAX_STATES) {
      throw new TooLarge("its automaton has " + n + " states, at most " + Dfa.MAX_STATES);
    }
    int[][] rows = new int[n][cuts.length];
    boolean[] accepts = new boolean[n];
    for (int i = 0; i < n; i++) {
      int sample = elements[begin[order[i]]];
      accepts[i] = accept[sample];
      for (int k = 0; k < cuts.length; k++) {
        rows[i][k] = number[block[next[sample][classes[k]]]];
      }
    }
    return compressed(rows, accepts);
  }

  /// Numbers the classes by first use and joins neighbours of one class.
  private Dfa compressed(int[][] rows, boolean[] accepts) {
    Map<List<Integer>, Integer> ids = new HashMap<>();
    int[] keptCuts = new int[cuts.length];
    int[] keptClasses = new int[cuts.length];
    int[] sample = new int[cuts.length];
    int n = 0;
    for (int k = 0; k < cuts.length; k++) {
      Integer[] column = new Integer[rows.length];
      for (int s = 0; s < rows.length; s++) {
        column[s] = rows[s][k];
      }
      int fresh = ids.size();
      Integer known = ids.putIfAbsent(Arrays.asList(column), fresh);
      int id = known == null ? fresh : known;
      sample[id] = known == null ? k : sample[id];
      if (n == 0 || keptClasses[n - 1] != id) {
        keptCuts[n] = cuts[k];
        keptClasses[n++] = id;
      }
    }
    int[][] out = new int[rows.length][ids.size()];
    for (int s = 0; s < rows.length; s++) {
      for (int c = 0; c < ids.size(); c++) {
        out[s][c] = rows[s][sample[c]];
      }
    }
    return new Dfa(Arrays.copyOf(keptCuts, n), Arrays.copyOf(keptClasses, n), out, accepts);
  }
}
