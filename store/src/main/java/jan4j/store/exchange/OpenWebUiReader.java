package jan4j.store.exchange;

import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanPart;
import jan4j.wire.jan.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One element of Open WebUI's export: `chat.history.messages` from id to message, and
/// `chat.history.currentId`; older exports have `history` at the top.
final class OpenWebUiReader {
  private static final String FORMAT = "open-webui";
  private static final Pattern REASONING =
      Pattern.compile(
          "<details type=\"reasoning\"[^>]{0,500}>\\s*(?:<summary>[^<]{0,200}</summary>)?(.*?)</details>",
          Pattern.DOTALL);

  private OpenWebUiReader() {}

  static boolean reads(Map<String, Object> tree) {
    return Tree.object(chat(tree), "history").get("messages") instanceof Map<?, ?>;
  }

  private static Map<String, Object> chat(Map<String, Object> tree) {
    return tree.get("chat") instanceof Map<?, ?> ? Tree.object(tree, "chat") : tree;
  }

  static Found read(Map<String, Object> tree) {
    Map<String, Object> chat = chat(tree);
    Map<String, Object> history = Tree.object(chat, "history");
    Instant created = Tree.time(tree, "created_at", Tree.time(chat, "timestamp", Instant.EPOCH));
    String title = Tree.text(chat, "title");
    Found found =
        new Found(
            FORMAT,
            Tree.text(tree, "id"),
            title.isEmpty() ? Tree.text(tree, "title") : title,
            created);
    found.starred = Tree.isTrue(tree, "pinned");
    Map<String, Object> messages = Tree.object(history, "messages");
    for (Map.Entry<String, Object> entry : messages.entrySet()) {
      Map<String, Object> message = Tree.asObject(entry.getValue());
      String parent = Tree.text(message, "parentId");
      String role = Tree.text(message, "role");
      if (!Tree.list(message, "files").isEmpty()) {
        found.leave("messages with files, whose files stay behind");
      }
      found.add(
          new Found.Said(
              entry.getKey(),
              messages.containsKey(parent) ? parent : "",
              role.isEmpty() ? "assistant" : role,
              parts(message, found),
              Tree.time(message, "timestamp", created),
              Tree.text(message, "model"),
              Boolean.FALSE.equals(message.get("done"))
                  ? JanMessage.Status.STOPPED
                  : JanMessage.Status.READY));
    }
    found.shown = Tree.text(history, "currentId");
    return found;
  }

  private static List<JanPart> parts(Map<String, Object> message, Found found) {
    List<JanPart> out = new ArrayList<>();
    if (message.get("content") instanceof String text) {
      split(out, text);
    }
    for (Map<String, Object> part : Tree.objects(message, "content")) {
      if (part.get("text") instanceof String text) {
        split(out, text);
      } else {
        found.leave("parts of the kind " + Tree.text(part, "type"));
      }
    }
    return out;
  }

  private static void split(List<JanPart> out, String text) {
    Matcher reasoning = REASONING.matcher(text);
    int from = 0;
    while (reasoning.find()) {
      text(out, text.substring(from, reasoning.start()));
      String thought = reasoning.group(1).replaceAll("(?m)^\\s*(>|&gt;) ?", "").strip();
      if (!thought.isEmpty()) {
        out.add(new JanPart.Reasoning(thought));
      }
      from = reasoning.end();
    }
    text(out, from == 0 ? text : text.substring(from));
  }

  private static void text(List<JanPart> out, String text) {
    if (!text.isBlank()) {
      out.add(new JanPart.Text(text.strip()));
    }
  }
}
