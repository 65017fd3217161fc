package jan4j.store.exchange;

import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanPart;
import jan4j.wire.jan.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One `*.conversation.json` of LM Studio: a list of messages, each with versions of which one is
/// selected; a version is a single step (`content`) or several (`steps`).
final class LmStudioReader {
  private LmStudioReader() {}

  static boolean reads(Map<String, Object> tree) {
    return Tree.objects(tree, "messages").stream()
        .anyMatch(m -> m.get("versions") instanceof List<?>);
  }

  static Found read(Map<String, Object> tree) {
    Instant created = Tree.time(tree, "createdAt", Instant.EPOCH);
    Found found =
        new Found("lm-studio", Tree.text(tree, "createdAt"), Tree.text(tree, "name"), created);
    found.starred = Tree.isTrue(tree, "pinned");
    String parent = "";
    String system = Tree.text(tree, "systemPrompt");
    if (!system.isBlank()) {
      found.add(said("system", "", "system", List.of(new JanPart.Text(system)), created, ""));
      parent = "system";
    }
    int at = 0;
    for (Map<String, Object> message : Tree.objects(tree, "messages")) {
      parent = add(found, message, at++, parent, created);
    }
    found.shown = parent;
    return found;
  }

  /// @return the id of the selected version
  private static String add(
      Found found, Map<String, Object> message, int at, String parent, Instant created) {
    List<Map<String, Object>> versions = Tree.objects(message, "versions");
    int selected = (int) Tree.number(message, "currentlySelected").orElse(0);
    String shown = parent;
    for (int i = 0; i < versions.size(); i++) {
      Map<String, Object> version = versions.get(i);
      String id = "m" + at + "v" + i;
      String role = Tree.text(version, "role");
      List<JanPart> parts = new ArrayList<>();
      content(parts, version, found);
      for (Map<String, Object> step : Tree.objects(version, "steps")) {
        content(parts, step, found);
      }
      if (parts.isEmpty()) {
        found.leave("messages without content");
        continue;
      }
      Instant time = created.plusMillis(1000L * at + i);
      found.add(said(id, parent, role.isEmpty() ? "assistant" : role, parts, time, model(version)));
      if (i == selected || shown.equals(parent)) {
        shown = id;
      }
    }
    return shown;
  }

  private static Found.Said said(
      String id, String parent, String role, List<JanPart> parts, Instant time, String model) {
    return new Found.Said(id, parent, role, parts, time, model, JanMessage.Status.READY);
  }

  private static void content(List<JanPart> out, Map<String, Object> step, Found found) {
    boolean thinking = Tree.text(Tree.object(step, "style"), "type").equals("thinking");
    StringBuilder text = new StringBuilder();
    for (Map<String, Object> part : Tree.objects(step, "content")) {
      String type = Tree.text(part, "type");
      switch (type) {
        case "text" -> text.append(Tree.text(part, "text"));
        case "toolCallRequest" ->
            out.add(
                new JanPart.ToolCall(
                    Tree.text(part, "callId"),
                    Tree.text(part, "name"),
                    jan4j.wire.Json.writeText(Tree.object(part, "parameters")),
                    ""));
        default -> found.leave("parts of the kind " + (type.isEmpty() ? "unknown" : type));
      }
    }
    if (!text.toString().isBlank()) {
      out.add(
          thinking ? new JanPart.Reasoning(text.toString()) : new JanPart.Text(text.toString()));
    }
  }

  private static String model(Map<String, Object> version) {
    for (Map<String, Object> step : Tree.objects(version, "steps")) {
      String model = Tree.text(Tree.object(step, "genInfo"), "identifier");
      if (!model.isEmpty()) {
        return model;
      }
    }
    return Tree.text(Tree.object(version, "senderInfo"), "senderName");
  }
}
