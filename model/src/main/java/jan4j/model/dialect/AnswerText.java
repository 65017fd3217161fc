package jan4j.model.dialect;

import java.util.Comparator;
import java.util.List;

/// The text and the reasoning of an answer, and whose the white space between its sections is. For
/// one thread.
final class AnswerText {
  private static final int MAX_SPACE = 1024;

  private final Events events;
  private final StringBuilder space = new StringBuilder();
  private final String lead;
  private String beforeCall = "";
  private final List<String> spaceBeforeTurnEnd;
  private final boolean reasoningAsText;
  private boolean anyText;
  private boolean atStart = true;
  private boolean afterSection;
  private boolean reasoned;

  AnswerText(Events events, Traits traits, OutputStart start) {
    this.events = events;
    this.reasoningAsText = start.reasoningAsText();
    boolean known = !traits.prompt().isEmpty() && start.promptTail().endsWith(traits.prompt());
    this.lead = known ? traits.lead() : "";
    this.spaceBeforeTurnEnd =
        traits.turnEnds().stream()
            .map(t -> t.substring(0, t.length() - t.stripLeading().length()))
            .filter(t -> !t.isEmpty())
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
  }

  /// Whether no text came since the answer or its last section.
  boolean atStart() {
    return atStart;
  }

  /// Whether the reasoning that is being read has any text.
  boolean reasoned() {
    return reasoned;
  }

  void add(char c) {
    if (isBlank(c)) {
      hold(c, false);
      return;
    }
    releaseSpace();
    events.text(c);
    anyText = true;
    atStart = false;
  }

  void addReasoning(char c) {
    if (reasoningAsText) {
      releaseSpace();
      events.text(c);
      anyText = true;
      return;
    }
    if (isBlank(c)) {
      hold(c, true);
      return;
    }
    if (reasoned) {
      events.reasoning(space);
    }
    space.setLength(0);
    events.reasoning(c);
    reasoned = true;
  }

  void beginReasoning() {
    reasoned = false;
  }

  /// A tag of reasoning.
  void tag(String tag) {
    if (reasoningAsText) {
      releaseSpace();
      events.text(tag);
      anyText = true;
    }
  }

  /// Reasoning begins or ends here, or a section of calls ends.
  void section() {
    space.setLength(0);
    atStart = true;
    afterSection = true;
  }

  /// A mark without meaning was dropped.
  void dropped() {
    if (!anyText) {
      space.setLength(0);
      afterSection = true;
    }
  }

  /// A call begins: the white space before it is no one's, should it end well.
  void call() {
    beforeCall = space.toString();
    space.setLength(0);
  }

  /// The call that began is text.
  void callFailed() {
    space.insert(0, beforeCall);
  }

  /// The answer ends.
  void end() {
    for (String before : spaceBeforeTurnEnd) {
      if (space.length() >= before.length()
          && space.substring(space.length() - before.length()).equals(before)) {
        space.setLength(space.length() - before.length());
        break;
      }
    }
    if (!atStart || !afterSection) {
      events.text(space);
    }
    space.setLength(0);
  }

  private void hold(char c, boolean reasoning) {
    if (space.length() >= MAX_SPACE) {
      if (reasoning) {
        events.reasoning(space);
        reasoned = true;
      } else {
        events.text(space);
        anyText = true;
        atStart = false;
      }
      space.setLength(0);
    }
    space.append(c);
  }

  private void releaseSpace() {
    if (!anyText && afterSection) {
      space.setLength(0);
    }
    if (!anyText && !lead.isEmpty() && space.indexOf(lead) == 0) {
      space.delete(0, lead.length());
    }
    events.text(space);
    space.setLength(0);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
}
