package jan4j.model.template;

import jan4j.core.Message;
import jan4j.core.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The form for base models:
///
/// ```text
/// SYSTEM TEXT
///
/// User: QUESTION
/// Assistant: ANSWER
/// User: QUESTION
/// Assistant:
/// ```
///
/// It begins with the begin-of-sequence token. Tools and reasoning are not expressed. The answer
/// ends at a line that begins with `User:`, so [RenderedPrompt#stopTexts()] is `"\nUser:"`.
final class PlainChatTemplate extends ChatTemplate {
  static final PlainChatTemplate INSTANCE = new PlainChatTemplate();

  private static final List<String> STOP_TEXTS = List.of("\nUser:");

  private PlainChatTemplate() {}

  @Override
  public RenderedPrompt render(TemplateInput input) {
    SegmentBuilder out = new SegmentBuilder();
    out.append(input.bosToken(), true);
    for (int i = 0; i < input.messages().size(); i++) {
      Message message = input.messages().get(i);
      boolean last = i == input.messages().size() - 1;
      boolean open = last && !input.addGenerationPrompt() && message.role() == Role.ASSISTANT;
      out.append(label(message.role()), true);
      out.append(message.text().strip(), false);
      out.append(open ? "" : isSystem(message.role()) ? "\n\n" : "\n", true);
    }
    if (input.addGenerationPrompt()) {
      out.append("Assistant:", true);
    }
    return new RenderedPrompt(out.segments(), new ArrayList<>(), STOP_TEXTS);
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        true, true, false, false, false, true, false, false, false, "", true, false);
  }

  private static boolean isSystem(Role role) {
    return Set.of(Role.SYSTEM, Role.DEVELOPER).contains(role);
  }

  private static String label(Role role) {
    return switch (role) {
      case SYSTEM, DEVELOPER -> "";
      case USER -> "User: ";
      case ASSISTANT -> "Assistant: ";
      case TOOL -> "Tool: ";
    };
  }
}
