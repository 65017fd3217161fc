package jan4j.model.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What words an automaton accepts.
final class DfaWords {
  private final Dfa dfa;

  DfaWords(Dfa dfa) {
    this.dfa = dfa;
  }

  /// All words, ordered by length, where there are at most `max`; empty where there are more.
  Optional<List<String>> upTo(int max) {
    if (dfa.isNone()) {
      return Optional.of(List.of());
    }
    List<String> words = new ArrayList<>();
    ArrayDeque<Map.Entry<Integer, String>> queue = new ArrayDeque<>();
    queue.add(Map.entry(0, ""));
    while (!queue.isEmpty()) {
      Map.Entry<Integer, String> at = queue.poll();
      if (dfa.accept[at.getKey()]) {
        words.add(at.getValue());
      }
      // Every state in the queue leads to a word, so the queue bounds the number of words from
      // below.
      if (at.getValue().length() > dfa.nStates() * 2) {
        return Optional.empty();
      }
      for (Map.Entry<Integer, CharSet> move : dfa.moves(at.getKey()).entrySet()) {
        if (move.getValue().size() + words.size() + queue.size() > max) {
          return Optional.empty();
        }
        for (int[] pair : move.getValue().pairs()) {
          for (int c = pair[0]; c <= pair[1]; c++) {
            queue.add(Map.entry(move.getKey(), at.getValue() + Character.toString(c)));
          }
        }
      }
    }
    return Optional.of(words);
  }

  int shortest() {
    int[] distance = new int[dfa.nStates()];
    Arrays.fill(distance, -1);
    distance[0] = 0;
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(0));
    while (!queue.isEmpty()) {
      int state = queue.poll();
      if (dfa.accept[state]) {
        return distance[state];
      }
      for (int target : dfa.next[state]) {
        if (distance[target] < 0) {
          distance[target] = distance[state] + 1;
          queue.add(target);
        }
      }
    }
    return -1;
  }
}
