package jan4j.server;

import jan4j.store.Conversation;
import jan4j.store.Store;
import jan4j.wire.jan.JanAssistant;
import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanPart;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The messages of a chat request for a branch of a thread: first what project, assistant and
/// thread instruct, then what was said, with tool calls and their answers. Reasoning of earlier
/// answers is left out, as models expect.
record ThreadPrompt(Store store, Clock clock) {
  List<Map<String, Object>> messages(Conversation conversation, String last) {
    List<Map<String, Object>> out = new ArrayList<>();
    String instructions = instructions(conversation);
    if (!instructions.isBlank()) {
      out.add(Map.of("role", "system", "content", instructions));
    }
    for (String id : conversation.tree().pathTo(last)) {
      add(out, conversation.tree().find(id).orElseThrow());
    }
    return out;
  }

  private String instructions(Conversation conversation) {
    var file = conversation.thread().file();
    List<String> texts = new ArrayList<>();
    if (!file.projectId().isEmpty()) {
      store.projects().find(file.projectId()).ifPresent(p -> texts.add(p.instructions()));
    }
    String own = file.instructions();
    texts.add(
        own.isBlank()
            ? store.assistants().find(file.assistantId()).map(JanAssistant::instructions).orElse("")
            : own);
    texts.removeIf(String::isBlank);
    String date = LocalDate.now(clock).toString();
    return String.join("\n\n", texts).replace("{{current_date}}", date);
  }

  private static void add(List<Map<String, Object>> out, JanMessage message) {
    List<Object> calls = new ArrayList<>();
    List<Map<String, Object>> answers = new ArrayList<>();
    List<Map<String, Object>> images = new ArrayList<>();
    for (JanPart part : message.parts()) {
      if (part instanceof JanPart.ToolCall call && !call.output().isEmpty()) {
        calls.add(
            Map.of(
                "id", call.id(),
                "type", "function",
                "function", Map.of("name", call.name(), "arguments", call.input())));
        answers.add(Map.of("role", "tool", "tool_call_id", call.id(), "content", call.output()));
      } else if (part instanceof JanPart.Image image) {
        images.add(Map.of("type", "image_url", "image_url", Map.of("url", image.url())));
      }
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("role", message.role());
    String text = message.text();
    if (images.isEmpty()) {
      tree.put("content", text);
    } else {
      List<Object> content = new ArrayList<>(images);
      content.add(Map.of("type", "text", "text", text));
      tree.put("content", content);
    }
    if (!calls.isEmpty()) {
      tree.put("tool_calls", calls);
    }
    if (!text.isEmpty() || !calls.isEmpty() || !images.isEmpty()) {
      out.add(tree);
    }
    out.addAll(answers);
  }
}
