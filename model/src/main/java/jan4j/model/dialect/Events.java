package jan4j.model.dialect;

import java.util.ArrayList;
import java.util.List;

/// Collects events, joining neighbours, and keeps surrogate pairs whole. For one thread.
final class Events {
  private enum Kind {
    NONE,
    TEXT,
    REASONING,
    ARGUMENTS
  }

  private final List<OutputEvent> done = new ArrayList<>();
  private final StringBuilder current = new StringBuilder();
  private Kind kind = Kind.NONE;
  private int nCalls;

  void text(char c) {
    turnTo(Kind.TEXT);
    current.append(c);
  }

  void text(CharSequence text) {
    if (!text.isEmpty()) {
      turnTo(Kind.TEXT);
      current.append(text);
    }
  }

  void reasoning(char c) {
    turnTo(Kind.REASONING);
    current.append(c);
  }

  void reasoning(CharSequence text) {
    if (!text.isEmpty()) {
      turnTo(Kind.REASONING);
      current.append(text);
    }
  }

  void callStart(String id, String name) {
    turnTo(Kind.NONE);
    done.add(new OutputEvent.CallStart(nCalls++, id, name));
  }

  /// A piece of the arguments of the call that began last.
  void arguments(CharSequence fragment) {
    if (!fragment.isEmpty()) {
      turnTo(Kind.ARGUMENTS);
      current.append(fragment);
    }
  }

  void callEnd() {
    turnTo(Kind.NONE);
    done.add(new OutputEvent.CallEnd(nCalls - 1));
  }

  void broken(String what) {
    turnTo(Kind.NONE);
    done.add(new OutputEvent.Broken(what));
  }

  /// The events since the last call, but for half a surrogate pair at the end.
  List<OutputEvent> drain() {
    int length = current.length();
    boolean half = length > 0 && Character.isHighSurrogate(current.charAt(length - 1));
    char last = half ? current.charAt(length - 1) : 0;
    Kind before = kind;
    if (half) {
      current.setLength(length - 1);
    }
    turnTo(Kind.NONE);
    if (half) {
      kind = before;
      current.append(last);
    }
    List<OutputEvent> out = List.copyOf(done);
    done.clear();
    return out;
  }

  /// The events since the last call, all of them.
  List<OutputEvent> drainAll() {
    turnTo(Kind.NONE);
    return drain();
  }

  private void turnTo(Kind next) {
    if (kind == next) {
      return;
    }
    if (!current.isEmpty()) {
      String text = current.toString();
      current.setLength(0);
      switch (kind) {
        case TEXT -> done.add(new OutputEvent.Text(text));
        case REASONING -> done.add(new OutputEvent.Reasoning(text));
        case ARGUMENTS -> done.add(new OutputEvent.CallArguments(nCalls - 1, text));
        case NONE -> throw new IllegalStateException("text of no kind");
      }
    }
    kind = next;
  }
}
