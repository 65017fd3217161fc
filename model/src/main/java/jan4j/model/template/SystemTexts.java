package jan4j.model.template;

import jan4j.core.Message;
import jan4j.core.Part;
import jan4j.core.Role;
import jan4j.model.template.RenderedPrompt.Adaptation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Puts system texts where a template takes them.
final class SystemTexts {
  private static final String GAP = "\n\n";

  private SystemTexts() {}

  /// The messages with `text` behind the first system text, or as the first message.
  static List<Message> add(List<Message> messages, String text) {
    List<Message> out = new ArrayList<>(messages);
    if (!out.isEmpty() && isSystem(out.getFirst())) {
      out.set(0, joined(out.getFirst(), Message.of(out.getFirst().role(), text)));
    } else {
      out.addFirst(Message.of(Role.SYSTEM, text));
    }
    return out;
  }

  private static boolean isSystem(Message m) {
    return m.role() == Role.SYSTEM || m.role() == Role.DEVELOPER;
  }

  static List<Message> fit(List<Message> messages, TemplateProbe probe, Set<Adaptation> done) {
    if (messages.stream().noneMatch(m -> m.role() == Role.SYSTEM)) {
      return messages;
    }
    if (!probe.capabilities().systemRole()) {
      done.add(Adaptation.SYSTEM_FOLDED_INTO_USER);
      return folded(messages);
    }
    List<Message> out = messages;
    if (!probe.lateSystem() && hasLate(messages)) {
      done.add(Adaptation.SYSTEM_TEXT_MOVED);
      out = moved(out);
    }
    if (!probe.severalSystems()) {
      out = merged(out, done);
    }
    return out;
  }

  private static boolean hasLate(List<Message> messages) {
    boolean others = false;
    for (Message m : messages) {
      if (m.role() == Role.SYSTEM && others) {
        return true;
      }
      others |= !isSystem(m);
    }
    return false;
  }

  private static List<Message> moved(List<Message> messages) {
    List<Message> out = new ArrayList<>();
    messages.stream().filter(SystemTexts::isSystem).forEach(out::add);
    messages.stream().filter(m -> !isSystem(m)).forEach(out::add);
    return out;
  }

  private static List<Message> merged(List<Message> messages, Set<Adaptation> done) {
    List<Message> out = new ArrayList<>();
    for (Message m : messages) {
      if (m.role() == Role.SYSTEM && !out.isEmpty() && out.getLast().role() == Role.SYSTEM) {
        done.add(Adaptation.SYSTEM_TEXTS_MERGED);
        out.set(out.size() - 1, joined(out.getLast(), m));
      } else {
        out.add(m);
      }
    }
    return out;
  }

  /// Two turns of one role as one; texts are an empty line apart.
  static Message joined(Message a, Message b) {
    List<Part> parts = new ArrayList<>(a.parts());
    if (!a.text().isEmpty() && !b.text().isEmpty()) {
      parts.add(new Part.Text(GAP));
    }
    parts.addAll(b.parts());
    return new Message(a.role(), parts, a.name(), a.toolCallId());
  }

  /// Puts all system texts, in order, before the first user turn's text; where there is no user
  /// turn, they become one.
  private static List<Message> folded(List<Message> messages) {
    StringBuilder system = new StringBuilder();
    List<Message> out = new ArrayList<>();
    int firstUser = -1;
    for (Message m : messages) {
      if (m.role() == Role.SYSTEM) {
        system.append(system.isEmpty() ? "" : GAP).append(m.text());
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
    parts.add(new Part.Text(system + GAP));
    parts.addAll(user.parts());
    out.set(firstUser, new Message(Role.USER, parts, user.name(), user.toolCallId()));
    return out;
  }
}
