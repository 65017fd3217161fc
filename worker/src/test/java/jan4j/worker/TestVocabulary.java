package jan4j.worker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A vocabulary of a few texts; tokenises greedily by the longest.
final class TestVocabulary implements TokenText {
  private final List<String> texts;

  TestVocabulary(String... texts) {
    this.texts = List.of(texts);
  }

  @Override
  public int size() {
    return texts.size();
  }

  @Override
  public byte[] bytes(int token) {
    return texts.get(token).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] visibleBytes(int token) {
    return bytes(token);
  }

  @Override
  public int[] tokenizePlain(String text) {
    List<Integer> tokens = new ArrayList<>();
    String rest = text;
    while (!rest.isEmpty()) {
      int best = -1;
      for (int i = 0; i < texts.size(); i++) {
        if (rest.startsWith(texts.get(i))
            && (best < 0 || texts.get(i).length() > texts.get(best).length())) {
          best = i;
        }
      }
      tokens.add(best);
      rest = rest.substring(best < 0 ? 1 : texts.get(best).length());
    }
    return tokens.stream().mapToInt(Integer::intValue).toArray();
  }
}
