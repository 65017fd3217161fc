package jan4j.store;

import jan4j.wire.jan.JanThread;
import jan4j.wire.jan.Tree;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The chosen branches of a thread, in `thread.json` under `metadata.jan4j.active`: parent (the
/// empty name for first messages) to `{"child", "seen"}`.
final class Selections {
  private static final String KEY = "active";

  private Selections() {}

  static Map<String, MessageTree.Selection> read(JanThread thread) {
    Map<String, MessageTree.Selection> out = new HashMap<>();
    Tree.object(thread.own(), KEY)
        .forEach((parent, value) -> {
          Map<String, Object> choice = Tree.asObject(value);
          out.put(
              parent,
              new MessageTree.Selection(Tree.text(choice, "child"), Tree.text(choice, "seen")));
        });
    return out;
  }

  static JanThread write(JanThread thread, Map<String, MessageTree.Selection> selections) {
    Map<String, Object> active = new LinkedHashMap<>();
    selections.forEach((parent, choice) ->
        active.put(parent, Map.of("child", choice.child(), "seen", choice.seen())));
    return thread.withOwn(Tree.with(thread.own(), KEY, active.isEmpty() ? null : active));
  }
}
