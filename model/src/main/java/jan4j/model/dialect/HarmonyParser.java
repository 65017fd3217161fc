package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.List;
import java.util.Optional;

/// Reads gpt-oss' messages. For one thread.
///
/// An answer that has no header at all is text. A call whose message is not JSON is broken; its
/// header and message are text then.
final class HarmonyParser implements OutputParser, CallSink {
  private static final String MESSAGE = "<|message|>";
  private static final List<String> ENDS =
      List.of("<|end|>", "<|call|>", "<|return|>", "<|start|>");
  private static final List<String> HEADERS =
      List.of("<|channel|>", "<|start|>", MESSAGE, "<|constrain|>", "to=");
  private static final int MAX_HEADER = 1_024;

  private enum State {
    /// Before or in a header.
    HEADER,
    TEXT,
    REASONING,
    CALL,
    /// Behind a call's arguments.
    CALLED
  }

  private final Events events = new Events();
  private final OutputStart start;
  private final StringBuilder held = new StringBuilder();

  /// What a call was read from, until it is complete.
  private final StringBuilder raw = new StringBuilder();

  private JsonBody body;
  private State state = State.HEADER;
  private boolean reasoned;

  HarmonyParser(OutputStart start) {
    this.start = start;
    this.body = new JsonBody("", "", this);
    String tail = start.promptTail();
    if (tail.endsWith(MESSAGE)) {
      String header = tail.substring(Math.max(tail.lastIndexOf("<|start|>"), 0));
      state = HarmonyHeader.of(header).isReasoning() ? State.REASONING : State.TEXT;
    }
  }

  @Override
  public List<OutputEvent> accept(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      take(piece.charAt(i));
    }
    return events.drain();
  }

  @Override
  public List<OutputEvent> end() {
    switch (state) {
      case HEADER -> {
        if (HarmonyHeader.of(held.toString()).isCall()) {
          events.broken("the answer ends before the arguments of a call");
          events.text(held);
        }
      }
      case TEXT, REASONING -> plain(held.length());
      case CALL -> {
        raw.append(held);
        broken("the answer ends within a call");
      }
      case CALLED -> {}
    }
    held.setLength(0);
    return events.drainAll();
  }

  private void take(char c) {
    held.append(c);
    if (state == State.HEADER) {
      header();
      return;
    }
    while (!held.isEmpty()) {
      for (String end : ENDS) {
        if (end.contentEquals(held)) {
          messageEnd();
          return;
        }
      }
      if (isPossible(held.toString(), ENDS)) {
        return;
      }
      plain(1);
    }
  }

  private void header() {
    if (TagReader.endsWith(held, MESSAGE)) {
      begin(held.toString());
      return;
    }
    String text = held.toString().stripLeading();
    boolean isHeader = text.isEmpty() || isPossible(text, HEADERS) || beginsWithAny(text);
    if (!isHeader || held.length() > MAX_HEADER) {
      state = State.TEXT;
      String all = held.toString();
      held.setLength(0);
      for (int i = 0; i < all.length(); i++) {
        take(all.charAt(i));
      }
    }
  }

  private static boolean beginsWithAny(String text) {
    return HEADERS.stream().anyMatch(text::startsWith);
  }

  private static boolean isPossible(String text, List<String> words) {
    return words.stream().anyMatch(w -> w.startsWith(text));
  }

  private void begin(String text) {
    HarmonyHeader header = HarmonyHeader.of(text);
    held.setLength(0);
    if (header.isCall() && !start.tools().isEmpty()) {
      body = new JsonBody("", header.tool(), this);
      raw.setLength(0);
      raw.append(text);
      state = State.CALL;
      return;
    }
    state = header.isReasoning() ? State.REASONING : State.TEXT;
    if (state == State.REASONING && start.reasoningAsText()) {
      events.text(text);
    } else if (state == State.REASONING && reasoned) {
      events.reasoning("\n");
    }
  }

  /// The first `n` held characters are no mark.
  private void plain(int n) {
    String text = held.substring(0, n);
    held.delete(0, n);
    switch (state) {
      case HEADER, TEXT -> events.text(text);
      case REASONING -> reasoning(text);
      case CALL -> argument(text.charAt(0));
      case CALLED -> called(text.charAt(0));
    }
  }

  private void reasoning(String text) {
    if (start.reasoningAsText()) {
      events.text(text);
    } else {
      reasoned |= !text.isEmpty();
      events.reasoning(text);
    }
  }

  private void argument(char c) {
    raw.append(c);
    Step step = body.accept(c);
    if (step == Step.DONE) {
      finish();
      raw.setLength(0);
      state = State.CALLED;
    } else if (step != Step.MORE || raw.length() >= SectionParser.MAX_CALL) {
      broken("the arguments of a call are no JSON object");
    }
  }

  /// Only white space is expected behind a call.
  private void called(char c) {
    if (!TagReader.isSpace(c)) {
      state = State.TEXT;
      events.text(c);
    }
  }

  private void messageEnd() {
    if (state == State.CALL) {
      if (raw.toString().stripTrailing().endsWith(MESSAGE)) {
        body.empty();
        finish();
      } else {
        broken("the arguments of a call end too early");
      }
    } else if (state == State.REASONING && start.reasoningAsText()) {
      events.text(held);
    }
    raw.setLength(0);
    boolean isStart = held.toString().equals("<|start|>");
    if (!isStart) {
      held.setLength(0);
    }
    state = State.HEADER;
  }

  private void broken(String what) {
    events.broken(what);
    events.text(raw);
    raw.setLength(0);
    state = State.TEXT;
  }

  @Override
  public void start(String id, String name) {
    events.callStart(id, name);
  }

  @Override
  public void arguments(CharSequence fragment) {
    events.arguments(fragment);
  }

  @Override
  public void finish() {
    events.callEnd();
  }

  @Override
  public Optional<Tool> tool(String name) {
    return start.tools().stream().filter(t -> t.name().equals(name)).findFirst();
  }
}
