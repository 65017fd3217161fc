package jan4j.core;

import java.util.List;
import java.util.Objects;

/// One turn of a conversation.
///
/// @param parts in the order in which they were said
/// @param name the speaker's or tool's name, or the empty string
/// @param toolCallId for a tool's answer: the call it answers, else the empty string
public record Message(Role role, List<Part> parts, String name, String toolCallId) {
  public Message {
    Objects.requireNonNull(role, "role");
    parts = List.copyOf(parts);
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(toolCallId, "toolCallId");
  }

  /// A message of one text part.
  public static Message of(Role role, String text) {
    return new Message(role, List.of(new Part.Text(text)), "", "");
  }

  /// All text parts joined, without reasoning and tool calls.
  public String text() {
    if (parts.size() == 1 && parts.getFirst() instanceof Part.Text only) {
      return only.text();
    }
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Part.Text t) {
        out.append(t.text());
      }
    }
    return out.toString();
  }
}
