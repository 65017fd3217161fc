package jan4j.model.template;

import jan4j.core.Message;
import jan4j.core.Part;
import jan4j.core.Role;
import jan4j.model.template.RenderedPrompt.Adaptation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Rewrites a conversation into one that a template can express.
///
/// @param partsOnly whether content must be written as a list of parts
record ConversationAdapter(List<Message> messages, boolean partsOnly, Set<Adaptation> adaptations) {
  static ConversationAdapter adapt(List<Message> messages, TemplateProbe probe) {
    Set<Adaptation> done = new LinkedHashSet<>();
    List<Message> out = new ArrayList<>(messages.size());
    for (Message m : messages) {
      if (m.role() == Role.DEVELOPER && !probe.developerRole()) {
        done.add(Adaptation.DEVELOPER_AS_SYSTEM);
        out.add(new Message(Role.SYSTEM, m.parts(), m.name(), m.toolCallId()));
      } else {
        out.add(m);
      }
    }
    if (!probe.systemRole() && out.stream().anyMatch(m -> m.role() == Role.SYSTEM)) {
      done.add(Adaptation.SYSTEM_FOLDED_INTO_USER);
      out = foldSystem(out);
    }
    if (probe.partsOnly()) {
      done.add(Adaptation.CONTENT_AS_PARTS);
    }
    return new ConversationAdapter(out, probe.partsOnly(), done);
  }

  /// Puts all system texts, in order, before the first user turn's text; where there is no user
  /// turn, they become one.
  private static List<Message> foldSystem(List<Message> messages) {
    StringBuilder system = new StringBuilder();
    List<Message> out = new ArrayList<>();
    int firstUser = -1;
    for (Message m : messages) {
      if (m.role() == Role.SYSTEM) {
        system.append(system.isEmpty() ? "" : "\n\n").append(m.text());
        continue;
      }
      if (m.role() == Role.USER && firstUser < 0) {
        firstUser = out.size();
      }
      out.add(m);
    }
    if (firstUser < 0) {
      out.addFirst(Message.of(Role.USER, system.toString()));
      return out;
    }
    Message user = out.get(firstUser);
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Text(system + "\n\n"));
    parts.addAll(user.parts());
    out.set(firstUser, new Message(Role.USER, parts, user.name(), user.toolCallId()));
    return out;
  }
}
