package jan4j.model.template;

import jan4j.core.Message;
import jan4j.core.Part;
import jan4j.core.Role;
import jan4j.core.Tool;
import jan4j.model.template.RenderedPrompt.Adaptation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Rewrites a conversation into one that a template can express.
///
/// @param withTools whether the template is given the tools
record ConversationAdapter(
    List<Message> messages, boolean withTools, TemplateProbe probe, Set<Adaptation> adaptations) {
  static ConversationAdapter adapt(List<Message> messages, List<Tool> tools, TemplateProbe probe) {
    Set<Adaptation> done = new LinkedHashSet<>();
    Capabilities can = probe.capabilities();
    List<Message> out = developers(messages, can, done);
    boolean describe = !tools.isEmpty() && !can.tools();
    if (describe) {
      done.add(Adaptation.TOOLS_DESCRIBED_IN_SYSTEM);
      out = SystemTexts.add(out, GenericTools.description(tools));
    }
    out = calls(out, probe, done);
    out = SystemTexts.fit(out, probe, done);
    if (!probe.repeatedRoles()) {
      out = merged(out, done);
    }
    if (probe.partsOnly()) {
      done.add(Adaptation.CONTENT_AS_PARTS);
    }
    return new ConversationAdapter(out, !tools.isEmpty() && !describe, probe, done);
  }

  private static List<Message> developers(
      List<Message> messages, Capabilities can, Set<Adaptation> done) {
    if (can.developerRole() || messages.stream().noneMatch(m -> m.role() == Role.DEVELOPER)) {
      return messages;
    }
    done.add(Adaptation.DEVELOPER_AS_SYSTEM);
    return messages.stream()
        .map(m -> m.role() == Role.DEVELOPER ? withRole(m, Role.SYSTEM) : m)
        .toList();
  }

  private static Message withRole(Message m, Role role) {
    return new Message(role, m.parts(), m.name(), m.toolCallId());
  }

  private static List<Message> calls(
      List<Message> messages, TemplateProbe probe, Set<Adaptation> done) {
    Capabilities can = probe.capabilities();
    List<Message> out = new ArrayList<>(messages.size());
    for (Message m : messages) {
      boolean calling = nCalls(m) > 0;
      if (calling && !can.toolCalls()) {
        done.add(Adaptation.CALLS_AS_TEXT);
        out.add(GenericTools.withCallsAsText(m));
      } else if (m.role() == Role.TOOL && !can.toolResults()) {
        done.add(Adaptation.RESULTS_AS_USER_TURNS);
        out.add(GenericTools.asUserTurn(m));
      } else {
        if (calling && probe.argumentsAsText()) {
          done.add(Adaptation.ARGUMENTS_AS_TEXT);
        }
        out.add(m);
      }
    }
    boolean split = can.toolCalls() && !can.parallelCalls();
    if (split && out.stream().anyMatch(m -> nCalls(m) > 1)) {
      done.add(Adaptation.PARALLEL_CALLS_SPLIT);
      return split(out);
    }
    return out;
  }

  private static int nCalls(Message m) {
    int n = 0;
    for (Part part : m.parts()) {
      n += part instanceof Part.ToolCall ? 1 : 0;
    }
    return n;
  }

  /// One call a turn, each followed by its result; results without a call stay in their place.
  private static List<Message> split(List<Message> messages) {
    List<Message> out = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      Message m = messages.get(i);
      if (nCalls(m) < 2) {
        out.add(m);
        continue;
      }
      List<Message> results = new ArrayList<>();
      while (i + 1 < messages.size() && messages.get(i + 1).role() == Role.TOOL) {
        results.add(messages.get(++i));
      }
      split(m, results, out);
      out.addAll(results);
    }
    return out;
  }

  private static void split(Message m, List<Message> results, List<Message> out) {
    List<Part> parts = new ArrayList<>();
    for (Part part : m.parts()) {
      parts.add(part);
      if (part instanceof Part.ToolCall c) {
        out.add(new Message(m.role(), parts, m.name(), m.toolCallId()));
        parts = new ArrayList<>();
        takeResult(c.id(), results, out);
      }
    }
    if (!parts.isEmpty()) {
      out.add(new Message(m.role(), parts, m.name(), m.toolCallId()));
    }
  }

  private static void takeResult(String callId, List<Message> results, List<Message> out) {
    int at = 0;
    while (at < results.size() - 1 && !results.get(at).toolCallId().equals(callId)) {
      at++;
    }
    if (at < results.size()
        && (results.get(at).toolCallId().equals(callId)
            || results.get(at).toolCallId().isEmpty())) {
      out.add(results.remove(at));
    }
  }

  /// Joins neighbours of one role, users and assistants.
  private static List<Message> merged(List<Message> messages, Set<Adaptation> done) {
    List<Message> out = new ArrayList<>();
    for (Message m : messages) {
      boolean same =
          !out.isEmpty()
              && out.getLast().role() == m.role()
              && (m.role() == Role.USER || m.role() == Role.ASSISTANT)
              && nCalls(out.getLast()) == 0;
      if (!same) {
        out.add(m);
        continue;
      }
      done.add(Adaptation.EQUAL_ROLES_MERGED);
      out.set(out.size() - 1, SystemTexts.joined(out.getLast(), m));
    }
    return out;
  }
}
