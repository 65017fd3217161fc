package jan4j.store.exchange;

import jan4j.wire.jan.JanMessage;

/// How a message's author is called in a document.
final class Speaker {
  private Speaker() {}

  static String name(JanMessage message) {
    String name =
        switch (message.role()) {
          case "user" -> "User";
          case "assistant" -> "Assistant";
          case "system", "developer" -> "System";
          case "tool" -> "Tool";
          default -> "Message";
        };
    String model = message.model().replaceAll("\\R", " ");
    String stopped = message.status() == JanMessage.Status.STOPPED ? " (stopped)" : "";
    return name + (model.isEmpty() ? "" : " (" + model + ")") + stopped;
  }
}
