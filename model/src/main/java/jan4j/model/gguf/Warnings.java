package jan4j.model.gguf;

import java.util.ArrayList;
import java.util.List;

/// What is odd about a file that can be read nevertheless, each thing once, and a bounded number of
/// them. One thread.
final class Warnings {
  private static final int MAX = 20;

  private final List<String> texts = new ArrayList<>();
  private int more;

  void add(String text) {
    if (texts.contains(text)) {
      return;
    }
    if (texts.size() == MAX) {
      more++;
      return;
    }
    texts.add(text);
  }

  List<String> all() {
    List<String> out = new ArrayList<>(texts);
    if (more > 0) {
      out.add("and " + more + " more of the like");
    }
    return List.copyOf(out);
  }
}
