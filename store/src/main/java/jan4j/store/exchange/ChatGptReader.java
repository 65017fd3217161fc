package jan4j.store.exchange;

import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanPart;
import jan4j.wire.jan.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One element of ChatGPT's `conversations.json`: `mapping` from node id to `{message, parent}`,
/// and `current_node`. Nodes without a shown message are bridged.
final class ChatGptReader {
  private static final String FORMAT = "chatgpt";

  private ChatGptReader() {}

  static boolean reads(Map<String, Object> tree) {
    return tree.get("mapping") instanceof Map<?, ?>;
  }

  static Found read(Map<String, Object> tree) {
    Instant created = Tree.time(tree, "create_time", Instant.EPOCH);
    String id = Tree.text(tree, "conversation_id");
    Found found =
        new Found(
            FORMAT, id.isEmpty() ? Tree.text(tree, "id") : id, Tree.text(tree, "title"), created);
    found.starred = Tree.isTrue(tree, "is_starred");
    Map<String, Object> mapping = Tree.object(tree, "mapping");
    Set<String> kept = new HashSet<>();
    mapping.forEach((node, value) -> {
      if (isShown(Tree.object(Tree.asObject(value), "message"), found)) {
        kept.add(node);
      }
    });
    for (String node : mapping.keySet()) {
      if (kept.contains(node)) {
        found.add(said(node, mapping, kept, created, found));
      }
    }
    String current = Tree.text(tree, "current_node");
    found.shown = kept.contains(current) ? current : above(current, mapping, kept);
    return found;
  }

  private static boolean isShown(Map<String, Object> message, Found found) {
    if (message.isEmpty()) {
      return false;
    }
    Map<String, Object> metadata = Tree.object(message, "metadata");
    String role = Tree.text(Tree.object(message, "author"), "role");
    if (Tree.isTrue(metadata, "is_visually_hidden_from_conversation")) {
      return false;
    }
    boolean empty = parts(message, new Found(FORMAT, "", "", Instant.EPOCH)).isEmpty();
    if (empty && !role.equals("system")) {
      parts(message, found);
    }
    return !empty;
  }

  private static Found.Said said(
      String node, Map<String, Object> mapping, Set<String> kept, Instant otherwise, Found found) {
    Map<String, Object> message = Tree.object(Tree.object(mapping, node), "message");
    String role = Tree.text(Tree.object(message, "author"), "role");
    return new Found.Said(
        node,
        above(node, mapping, kept),
        role.isEmpty() ? "assistant" : role,
        parts(message, found),
        Tree.time(message, "create_time", otherwise),
        Tree.text(Tree.object(message, "metadata"), "model_slug"),
        Tree.text(message, "status").equals("in_progress")
            ? JanMessage.Status.STOPPED
            : JanMessage.Status.READY);
  }

  /// The nearest kept node above, or the empty string.
  private static String above(String node, Map<String, Object> mapping, Set<String> kept) {
    Set<String> seen = new HashSet<>();
    String at = Tree.text(Tree.object(mapping, node), "parent");
    while (!at.isEmpty() && seen.add(at)) {
      if (kept.contains(at)) {
        return at;
      }
      at = Tree.text(Tree.object(mapping, at), "parent");
    }
    return "";
  }

  private static List<JanPart> parts(Map<String, Object> message, Found found) {
    Map<String, Object> content = Tree.object(message, "content");
    String type = Tree.text(content, "content_type");
    List<JanPart> out = new ArrayList<>();
    switch (type) {
      case "", "text", "multimodal_text" -> {
        for (Object part : Tree.list(content, "parts")) {
          if (part instanceof String text) {
            text(out, text);
          } else if (part instanceof Map<?, ?>) {
            String kind = Tree.text(Tree.asObject(part), "content_type");
            found.leave("attachments of the kind " + (kind.isEmpty() ? "unknown" : kind));
          }
        }
      }
      case "code", "execution_output" -> {
        String code = Tree.text(content, "text");
        text(out, code.isBlank() ? "" : "```\n" + code + "\n```");
      }
      case "thoughts" -> {
        for (Map<String, Object> thought : Tree.objects(content, "thoughts")) {
          String text = Tree.text(thought, "content");
          if (!text.isBlank()) {
            out.add(new JanPart.Reasoning(text));
          }
        }
      }
      case "tether_quote", "tether_browsing_display", "system_error" -> {
        text(out, Tree.text(content, "text"));
        text(out, Tree.text(content, "result"));
      }
      default -> found.leave("messages of the kind " + type);
    }
    return out;
  }

  private static void text(List<JanPart> out, String text) {
    if (!text.isBlank()) {
      out.add(new JanPart.Text(text));
    }
  }
}
