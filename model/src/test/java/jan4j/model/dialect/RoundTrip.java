package jan4j.model.dialect;

import jan4j.model.jinja.Template;
import jan4j.model.jinja.TemplateException;
import jan4j.wire.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Renders a turn with a template and reads it back with the template's dialect.
final class RoundTrip {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  private final Template template;
  private final Dialect dialect;

  RoundTrip(String source) {
    this.template = Template.compile(source);
    this.dialect = Dialects.of(source);
  }

  /// What became of a turn.
  ///
  /// @param lost what the template itself did not write, or the empty string
  /// @param failure what was read wrongly, or the empty string
  record Outcome(String lost, String failure) {}

  /// What a template wrote for a turn, and the prompt before it.
  record Written(String prompt, String text) {}

  Dialect dialect() {
    return dialect;
  }

  /// The outcome for a turn; empty where the template writes nothing of it that a dialect could
  /// read, or refuses it.
  Optional<Outcome> outcome(Turns.Turn turn) {
    for (boolean asText : new boolean[] {false, true}) {
      List<Written> written = written(turn, asText);
      if (!written.isEmpty()) {
        Turns.Turn visible = visible(turn, written.getFirst().text());
        boolean shows = !visible.calls().isEmpty() || turn.calls().isEmpty();
        if (shows && !(visible.content() + visible.reasoning() + visible.calls()).equals("[]")) {
          return Optional.of(new Outcome(lost(turn, visible), failure(visible, written)));
        }
      }
    }
    return Optional.empty();
  }

  /// What the template writes for the turn; where it begins other turns otherwise than its prompt
  /// begins them, also as if the answer began behind the whole prompt. Empty where it refuses the
  /// turn, or writes the conversation before it otherwise.
  private List<Written> written(Turns.Turn turn, boolean asText) {
    Map<String, Object> user = Map.of("role", "user", "content", "How is it?");
    String prompt;
    String whole;
    String question;
    try {
      prompt = render(List.of(user), true);
      question = render(List.of(user), false);
      whole = withoutEnd(render(List.of(user, Turns.message(turn, asText)), false));
    } catch (TemplateException _) {
      return List.of();
    }
    int common = common(prompt, whole);
    if (prompt.startsWith(question) && common < question.length()) {
      return List.of();
    }
    String text = whole.substring(common);
    Written first = new Written(whole.substring(0, common), text);
    return common == prompt.length() ? List.of(first) : List.of(first, new Written(prompt, text));
  }

  /// Without the end-of-sequence token, which ends a generation and gives no text.
  private static String withoutEnd(String whole) {
    String end = whole.stripTrailing();
    return end.endsWith("</s>") ? end.substring(0, end.length() - 4) : whole;
  }

  /// Where the answer begins: behind the prompt, or where a template writes other turns otherwise
  /// than its prompt begins them, before the tag or line that differs.
  private static int common(String prompt, String whole) {
    int n = 0;
    while (n < prompt.length() && n < whole.length() && prompt.charAt(n) == whole.charAt(n)) {
      n++;
    }
    int tag = prompt.lastIndexOf('<', n - 1);
    boolean inTag = n < prompt.length() && tag >= 0 && prompt.indexOf('>', tag) >= n;
    return inTag ? tag : n;
  }

  private String render(List<?> messages, boolean generate) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("messages", messages);
    variables.put("tools", Turns.definitions());
    variables.put("functions", "[]");
    variables.put("datetime", "2026-01-02");
    variables.put("bos_token", "<s>");
    variables.put("eos_token", "</s>");
    variables.put("enable_thinking", true);
    variables.put("add_generation_prompt", generate);
    return template.render(variables, CLOCK).value();
  }

  /// What of a turn its template wrote at all.
  private static Turns.Turn visible(Turns.Turn turn, String text) {
    List<Turns.Call> calls = new ArrayList<>();
    for (Turns.Call call : turn.calls()) {
      Object mark = call.arguments().getOrDefault("city", call.name());
      if (text.contains(call.name()) && text.contains(mark.toString())) {
        calls.add(call);
      }
    }
    String content = text.contains(turn.content()) ? turn.content() : "";
    String reasoning = text.contains(turn.reasoning()) ? turn.reasoning() : "";
    return new Turns.Turn(turn.name(), content, reasoning, calls);
  }

  private static String lost(Turns.Turn turn, Turns.Turn visible) {
    List<String> out = new ArrayList<>();
    if (!turn.content().equals(visible.content())) {
      out.add("text");
    }
    if (!turn.reasoning().equals(visible.reasoning())) {
      out.add("reasoning");
    }
    if (turn.calls().size() != visible.calls().size()) {
      out.add("a call");
    }
    return String.join(", ", out);
  }

  private String failure(Turns.Turn expected, List<Written> written) {
    String failure = failure(expected, written.getFirst());
    boolean again = !failure.isEmpty() && written.size() > 1;
    return again && failure(expected, written.getLast()).isEmpty() ? "" : failure;
  }

  private String failure(Turns.Turn expected, Written written) {
    String whole = read(written, List.of(written.text()));
    String failure = difference(expected, whole, written);
    if (!failure.isEmpty()) {
      return failure;
    }
    for (int i = 1; i < written.text().length(); i++) {
      String cut =
          read(written, List.of(written.text().substring(0, i), written.text().substring(i)));
      if (!cut.equals(whole)) {
        return "cut at " + i + ": " + cut + " but in one piece " + whole;
      }
    }
    String single = read(written, List.of(written.text().split("")));
    return single.equals(whole) ? "" : "in single characters: " + single;
  }

  /// The events, neighbours joined, one a line.
  String read(Written written, List<String> pieces) {
    OutputParser parser = dialect.parser(new OutputStart(written.prompt(), Turns.tools(), false));
    List<OutputEvent> events = new ArrayList<>();
    pieces.forEach(p -> events.addAll(parser.accept(p)));
    events.addAll(parser.end());
    return Joined.of(events);
  }

  private String difference(Turns.Turn expected, String events, Written written) {
    OutputParser parser = dialect.parser(new OutputStart(written.prompt(), Turns.tools(), false));
    AssembledMessage message = Assembler.read(parser, written.text());
    List<String> wrong = new ArrayList<>();
    if (message.broken()) {
      wrong.add("broken");
    }
    if (!message.content().equals(expected.content())) {
      wrong.add("content " + Json.writeText(message.content()));
    }
    if (!message.reasoning().equals(expected.reasoning())) {
      wrong.add("reasoning " + Json.writeText(message.reasoning()));
    }
    if (!sameCalls(expected.calls(), message.calls())) {
      wrong.add("calls " + message.calls());
    }
    return wrong.isEmpty() ? "" : wrong + " of " + Json.writeText(written.text()) + "\n" + events;
  }

  private static boolean sameCalls(List<Turns.Call> expected, List<AssembledMessage.Call> calls) {
    if (expected.size() != calls.size()) {
      return false;
    }
    for (int i = 0; i < calls.size(); i++) {
      Object arguments = Json.readTree(calls.get(i).arguments());
      if (!expected.get(i).name().equals(calls.get(i).name())
          || !same(expected.get(i).arguments(), arguments)) {
        return false;
      }
    }
    return true;
  }

  /// Equality of JSON values: integers are no decimals, the order of keys means nothing.
  private static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Map<?, ?> m && b instanceof Map<?, ?> n) {
      return m.keySet().equals(n.keySet())
          && m.keySet().stream().allMatch(k -> same(m.get(k), n.get(k)));
    }
    if (a instanceof List<?> k && b instanceof List<?> l) {
      boolean same = k.size() == l.size();
      for (int i = 0; same && i < k.size(); i++) {
        same = same(k.get(i), l.get(i));
      }
      return same;
    }
    return java.util.Objects.equals(a, b);
  }
}
