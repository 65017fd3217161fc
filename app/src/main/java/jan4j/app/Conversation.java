package jan4j.app;

import jan4j.core.AnswerForm;
import jan4j.core.GenerationRequest;
import jan4j.core.Message;
import jan4j.core.ModelId;
import jan4j.core.Prompt;
import jan4j.core.Role;
import jan4j.core.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A conversation in the terminal: the system prompt and what was said. One thread.
final class Conversation {
  private final List<Message> messages = new ArrayList<>();
  private final int maxTokens;
  private final List<String> stop;
  private String system;
  private int nRequests;

  Conversation(String system, int maxTokens, List<String> stop) {
    this.system = system;
    this.maxTokens = maxTokens;
    this.stop = List.copyOf(stop);
  }

  String system() {
    return system;
  }

  void system(String text) {
    system = text;
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  void clear() {
    messages.clear();
  }

  /// Keeps a question and its answer; what was not answered at all is not kept.
  void keep(String question, String answer) {
    if (!answer.isEmpty()) {
      messages.add(Message.of(Role.USER, question));
      messages.add(Message.of(Role.ASSISTANT, answer));
    }
  }

  /// The request that asks `question` after all that was said before.
  GenerationRequest ask(ModelId model, Sampling sampling, String question) {
    List<Message> all = all();
    all.add(Message.of(Role.USER, question));
    nRequests++;
    return new GenerationRequest(
        "chat-" + nRequests,
        model,
        new Prompt.Chat(all, List.of(), Map.of()),
        sampling,
        maxTokens,
        stop,
        -1,
        true,
        false,
        AnswerForm.FREE);
  }

  /// Everything that was said, the system prompt first.
  List<Message> all() {
    List<Message> all = new ArrayList<>();
    if (!system.isEmpty()) {
      all.add(Message.of(Role.SYSTEM, system));
    }
    all.addAll(messages);
    return all;
  }

  /// The conversation as a Markdown page.
  String markdown(String modelName) {
    StringBuilder out = new StringBuilder("# A conversation with " + modelName + "\n");
    for (Message message : all()) {
      out.append("\n## ").append(message.role().word()).append("\n\n");
      out.append(message.text().strip()).append('\n');
    }
    return out.toString();
  }
}
