package jan4j.worker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The tokens of a vocabulary that steer a model rather than spell text: a user who types their
/// spelling must not get their ids. Immutable.
///
/// These are all control tokens, and of the user-defined ones (which the library reads out of any
/// text, even out of text that is not to be parsed) those that look like control tokens or that the
/// chat template names. Others, such as runs of spaces, are ordinary text.
final class SpecialTokens {
  /// The kinds that llama.cpp reads out of text before anything else.
  enum Kind {
    /// Read only out of text that is to be parsed.
    CONTROL,
    /// As control, but plain text may have this token too, for what the vocabulary cannot spell.
    UNKNOWN,
    /// Read out of any text.
    USER_DEFINED
  }

  /// A special token as the library knows it.
  ///
  /// @param stripsLeft whether white space before its spelling is dropped
  /// @param stripsRight whether white space after it is dropped
  record Special(int id, String text, Kind kind, boolean stripsLeft, boolean stripsRight) {}

  /// A spelling found in a text.
  record Occurrence(int start, Special token) {
    int end() {
      return start + token.text().length();
    }
  }

  private final Map<String, Special> byText = new HashMap<>();
  private final Map<Character, int[]> lengthsByFirst = new HashMap<>();
  private final Set<Integer> ids = new HashSet<>();

  /// @param tokens all control, unknown and user-defined tokens
  /// @param chatTemplate the model's template, or the empty string
  SpecialTokens(List<Special> tokens, String chatTemplate) {
    Map<Character, Set<Integer>> lengths = new HashMap<>();
    for (Special token : tokens) {
      boolean harmless = token.kind() == Kind.USER_DEFINED && !steers(token.text(), chatTemplate);
      if (token.text().isEmpty() || harmless) {
        continue;
      }
      byText.putIfAbsent(token.text(), token);
      if (token.kind() != Kind.UNKNOWN) {
        ids.add(token.id());
      }
      lengths
          .computeIfAbsent(token.text().charAt(0), _ -> new TreeSet<>(Comparator.reverseOrder()))
          .add(token.text().length());
    }
    lengths.forEach(
        (c, set) -> lengthsByFirst.put(c, set.stream().mapToInt(Integer::intValue).toArray()));
  }

  private static boolean steers(String text, String chatTemplate) {
    boolean markup =
        (text.startsWith("<|") && text.endsWith("|>"))
            || (text.startsWith("<｜") && text.endsWith("｜>"));
    return markup || (text.strip().length() > 2 && chatTemplate.contains(text.strip()));
  }

  /// Whether plain text must not have this id.
  boolean contains(int id) {
    return ids.contains(id);
  }

  /// All occurrences, overlapping ones too, by place and then longest first.
  List<Occurrence> find(String text) {
    List<Occurrence> found = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      int[] lengths = lengthsByFirst.get(text.charAt(i));
      if (lengths == null) {
        continue;
      }
      for (int length : lengths) {
        Special token =
            i + length <= text.length() ? byText.get(text.substring(i, i + length)) : null;
        if (token != null) {
          found.add(new Occurrence(i, token));
        }
      }
    }
    return found;
  }
}
