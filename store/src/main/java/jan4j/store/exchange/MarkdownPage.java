package jan4j.store.exchange;

import jan4j.store.Conversation;
import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanPart;
import java.io.IOException;
import java.time.temporal.ChronoUnit;

/// Conversations as Markdown. What people and models wrote stands as it is, since it mostly is
/// Markdown; what tools said stands in fences that it cannot close. For one thread.
final class MarkdownPage {
  private static final int MIN_FENCE = 3;

  private final Appendable out;

  MarkdownPage(Appendable out) {
    this.out = out;
  }

  void add(Conversation conversation) throws IOException {
    out.append("# ").append(line(conversation.thread().title())).append("\n\n");
    out.append("*")
        .append(conversation.thread().file().created().truncatedTo(ChronoUnit.SECONDS).toString());
    if (conversation.thread().file().model().isPresent()) {
      out.append(", ").append(line(conversation.thread().file().model().get().id()));
    }
    out.append("*\n\n");
    for (JanMessage message : conversation.shown()) {
      add(message);
    }
  }

  private void add(JanMessage message) throws IOException {
    out.append("## ").append(Speaker.name(message)).append("\n\n");
    for (JanPart part : message.parts()) {
      switch (part) {
        case JanPart.Text(String text) -> out.append(text.stripTrailing()).append("\n\n");
        case JanPart.Reasoning(String text) ->
            out.append("<details><summary>Reasoning</summary>\n\n")
                .append(text.stripTrailing())
                .append("\n\n</details>\n\n");
        case JanPart.Image(String url, String _) ->
            out.append(
                url.startsWith("data:") ? "*(image)*\n\n" : "![image](<" + line(url) + ">)\n\n");
        case JanPart.ToolCall call -> {
          out.append("Tool `").append(line(call.name()).replace('`', '\'')).append("`\n\n");
          fence(call.input());
          fence(call.output());
        }
        case JanPart.Other(String type, var _) ->
            out.append("*(").append(line(type)).append(")*\n\n");
      }
    }
  }

  private void fence(String text) throws IOException {
    if (text.isEmpty()) {
      return;
    }
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(Math.max(MIN_FENCE, longest + 1));
    out.append(fence).append('\n').append(text).append('\n').append(fence).append("\n\n");
  }

  private static String line(String text) {
    return text.replaceAll("\\R", " ");
  }
}
