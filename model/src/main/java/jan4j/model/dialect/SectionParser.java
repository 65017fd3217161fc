package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads an answer whose reasoning and calls are sections between marks. For one thread.
///
/// It is a machine over single characters, so that the events cannot depend on how an answer was
/// cut into pieces. White space around sections belongs to no one: it is dropped before and after
/// reasoning and before calls, and kept between two texts.
final class SectionParser implements OutputParser, CallSink {
  /// How long one call may be before it is taken for broken, in characters.
  static final int MAX_CALL = 1 << 20;

  private enum State {
    TEXT,
    REASONING,
    CALLS,
    TURN_END
  }

  private enum NoCalls implements CallReader {
    READER;

    @Override
    public Step accept(char c) {
      return Step.TEXT;
    }

    @Override
    public Step end() {
      return Step.TEXT;
    }
  }

  private final Events events = new Events();
  private final OutputStart start;
  private final Map<String, Tool> tools = new HashMap<>();
  private final Marks textMarks;

  /// The same without the turn's end.
  private final Marks innerMarks;

  private final AnswerText text;
  private final StringBuilder input = new StringBuilder();
  private final StringBuilder held = new StringBuilder();
  private final StringBuilder raw = new StringBuilder();
  private State state = State.TEXT;
  private Marks marks;
  private CallReader reader = NoCalls.READER;
  private boolean callOpen;
  private boolean callRead;
  private boolean finished;
  private String turnEnd = "";

  /// @param own the marks of the format
  SectionParser(OutputStart start, Traits traits, List<? extends Mark> own) {
    this.start = start;
    start.tools().forEach(t -> tools.putIfAbsent(t.name(), t));
    List<Mark.Ends> ends = Mark.Ends.of(traits.turnEnds(), own);
    List<Mark> wanted = new ArrayList<>();
    own.stream().filter(m -> !(m instanceof Mark.Calls) || !tools.isEmpty()).forEach(wanted::add);
    for (Tags tags : traits.reasoning()) {
      wanted.add(new Mark.Opens(tags));
      if (ends.stream().noneMatch(e -> e.text().equals(tags.close()))) {
        wanted.add(new Mark.Closes(tags.close(), true));
      }
    }
    this.innerMarks = new Marks(wanted);
    this.textMarks = innerMarks.with(ends);
    this.text = new AnswerText(events, traits, start);
    this.marks = textMarks;
    ReasoningStart.of(start.promptTail(), traits.reasoning()).ifPresent(this::begin);
  }

  private void begin(ReasoningStart where) {
    text.section();
    if (where.open()) {
      reason(where.tags());
    }
  }

  @Override
  public List<OutputEvent> accept(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      input.append(piece.charAt(i));
      drainInput();
    }
    return events.drain();
  }

  @Override
  public List<OutputEvent> end() {
    while (state == State.CALLS || !held.isEmpty()) {
      endOfState();
      drainInput();
    }
    if (state != State.TURN_END) {
      text.end();
    }
    return events.drainAll();
  }

  private void endOfState() {
    if (state == State.CALLS) {
      left(reader.end());
    } else if (state == State.TURN_END) {
      text.end();
      held.setLength(0);
    } else {
      release();
      String rest = held.toString();
      held.setLength(0);
      replay(rest);
    }
  }

  /// Takes the characters in `input`, a stack, and what they are read as anew.
  private void drainInput() {
    while (!input.isEmpty()) {
      int last = input.length() - 1;
      char c = input.charAt(last);
      input.setLength(last);
      switch (state) {
        case TEXT, REASONING -> search(c);
        case CALLS -> calls(c);
        case TURN_END -> turnEnd(c);
      }
    }
  }

  private void search(char c) {
    held.append(c);
    while (!held.isEmpty()) {
      Mark mark = marks.exact(held, first());
      if (mark != null) {
        found(mark);
        return;
      }
      if (marks.possible(held, first())) {
        return;
      }
      release();
    }
  }

  private boolean first() {
    return state == State.REASONING ? !text.reasoned() : text.atStart();
  }

  /// The first held character is plain.
  private void release() {
    char c = held.charAt(0);
    held.deleteCharAt(0);
    leaveInner();
    if (state == State.REASONING) {
      text.addReasoning(c);
    } else {
      text.add(c);
    }
  }

  /// The turn's end counts again.
  private void leaveInner() {
    if (marks == innerMarks) {
      marks = textMarks;
    }
  }

  private void found(Mark mark) {
    leaveInner();
    if (mark instanceof Mark.Ends m) {
      turnEnd = m.text() + m.rest();
      state = State.TURN_END;
      return;
    }
    held.setLength(0);
    switch (mark) {
      case Mark.Calls m -> begin(m);
      case Mark.Opens m -> {
        text.tag(m.text());
        text.section();
        reason(m.tags());
      }
      case Mark.Closes m -> {
        text.tag(m.text());
        text.section();
        state = State.TEXT;
        marks = textMarks;
      }
      case Mark.Dropped _ -> text.dropped();
      case Mark.Ends _ -> throw new AssertionError("handled above");
    }
  }

  private void begin(Mark.Calls mark) {
    state = State.CALLS;
    reader = mark.reader().on(this);
    callRead = false;
    raw.setLength(0);
    if (mark.partOfCalls()) {
      replay(mark.text());
    } else {
      raw.append(mark.text());
    }
  }

  private void reason(Tags tags) {
    state = State.REASONING;
    marks = new Marks(List.of(new Mark.Closes(tags.close(), false)));
    if (!start.reasoningAsText()) {
      marks = marks.with(List.of(new Mark.Opens(tags)));
    }
    text.beginReasoning();
  }

  /// The answer may have ended. `held` is what of the turn's end was read.
  private void turnEnd(char c) {
    held.append(c);
    int length = held.length();
    boolean more = length <= turnEnd.length() && turnEnd.charAt(length - 1) == c;
    if (more || length > turnEnd.length() && Character.isWhitespace(c) && length < 1024) {
      return;
    }
    // It may yet be the beginning of a longer mark.
    state = State.TEXT;
    marks = innerMarks;
    String all = held.toString();
    held.setLength(0);
    replay(all);
  }

  private void calls(char c) {
    if (raw.length() >= MAX_CALL) {
      input.append(c);
      left(Step.BROKEN);
      return;
    }
    Step step = reader.accept(c);
    boolean taken = step == Step.MORE || step == Step.DONE;
    if (finished) {
      finished = false;
      raw.setLength(0);
    } else if (taken) {
      raw.append(c);
    }
    if (!taken) {
      input.append(c);
    }
    if (step != Step.MORE) {
      left(step);
    }
  }

  /// The section is over.
  private void left(Step step) {
    state = State.TEXT;
    reader = NoCalls.READER;
    boolean broken = callOpen || step == Step.BROKEN;
    boolean whole = callRead && !broken && step == Step.DONE;
    if (broken) {
      events.broken("the model began a tool call that is not written as its format demands");
    }
    if (callRead) {
      text.section();
    }
    if (callOpen) {
      text.callFailed();
    }
    callOpen = false;
    if (!whole) {
      plain(raw.toString());
    }
    raw.setLength(0);
  }

  /// What was read as calls is text. Its end, which may be the beginning of a mark, is read anew.
  private void plain(String failed) {
    if (failed.isEmpty()) {
      return;
    }
    int again = Math.min(failed.length() - 1, textMarks.maxLength() - 1);
    int cut = failed.length() - Math.max(again, 0);
    for (int i = 0; i < cut; i++) {
      text.add(failed.charAt(i));
    }
    replay(failed.substring(cut));
  }

  private void replay(String again) {
    for (int i = again.length() - 1; i >= 0; i--) {
      input.append(again.charAt(i));
    }
  }

  @Override
  public void start(String id, String name) {
    text.call();
    events.callStart(id, name);
    callOpen = true;
  }

  @Override
  public void arguments(CharSequence fragment) {
    events.arguments(fragment);
  }

  @Override
  public void finish() {
    events.callEnd();
    callOpen = false;
    callRead = true;
    finished = true;
  }

  @Override
  public Optional<Tool> tool(String name) {
    return Optional.ofNullable(tools.get(name));
  }
}
