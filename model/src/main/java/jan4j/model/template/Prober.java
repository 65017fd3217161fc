package jan4j.model.template;

import static jan4j.model.template.ProbeMessages.KEY;
import static jan4j.model.template.ProbeMessages.MARK;
import static jan4j.model.template.ProbeMessages.MARK_2;
import static jan4j.model.template.ProbeMessages.TOOL;
import static jan4j.model.template.ProbeMessages.TOOL_2;
import static jan4j.model.template.ProbeMessages.VALUE;
import static jan4j.model.template.ProbeMessages.calls;
import static jan4j.model.template.ProbeMessages.message;
import static jan4j.model.template.ProbeMessages.parts;
import static jan4j.model.template.ProbeMessages.result;

import jan4j.model.jinja.Template;
import jan4j.model.jinja.TemplateException;
import jan4j.model.jinja.Text;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Renders small conversations to see what a template can express. A rendering that fails is the
/// empty text, in which nothing is found. For one thread.
final class Prober {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final Map<String, Object> NO_MORE = Map.of();

  private final Template template;
  private final boolean partsOnly;

  /// What was rendered already, by messages, generation prompt and further variables.
  private final Map<List<Object>, String> rendered = new HashMap<>();

  private boolean argumentsAsText;
  private boolean nullBesideCalls;

  Prober(Template template) {
    this.template = template;
    boolean plain = shows(render(List.of(message("user", MARK))), MARK);
    this.partsOnly = !plain && shows(render(List.of(message("user", parts(MARK)))), MARK);
  }

  TemplateProbe probe() {
    boolean system = role("system");
    boolean toolCalls = findCallForm();
    String reasoningField = reasoningField(toolCalls);
    Capabilities capabilities =
        new Capabilities(
            system,
            role("developer"),
            offersTools(),
            toolCalls,
            toolCalls && parallelCalls(),
            results(toolCalls),
            shows(render(List.of(message("user", parts(MARK)))), MARK),
            !reasoningField.isEmpty(),
            differs("reasoning_effort", "low", "high"),
            reasoningSwitch(),
            generationPrompt(),
            prefill());
    return new TemplateProbe(
        capabilities,
        partsOnly,
        both(List.of(text("system", MARK), text("system", MARK_2), text("user", "hello"))),
        lateSystem(),
        repeatedRoles(),
        argumentsAsText,
        nullBesideCalls,
        reasoningField.isEmpty() ? "reasoning_content" : reasoningField);
  }

  private Map<String, @Nullable Object> text(String role, String text) {
    return message(role, partsOnly ? parts(text) : text);
  }

  private boolean role(String role) {
    return shows(render(List.of(text(role, MARK), text("user", "hello"))), MARK);
  }

  private boolean lateSystem() {
    List<Map<String, @Nullable Object>> turns =
        List.of(
            text("system", "rules"),
            text("user", "hello"),
            text("assistant", "yes"),
            text("system", MARK),
            text("user", "more"));
    return shows(render(turns), MARK);
  }

  private boolean repeatedRoles() {
    return both(List.of(text("user", MARK), text("user", MARK_2)))
        && both(
            List.of(
                text("user", "a"),
                text("assistant", MARK),
                text("assistant", MARK_2),
                text("user", "b")));
  }

  private boolean both(List<Map<String, @Nullable Object>> turns) {
    String out = render(turns);
    return shows(out, MARK) && shows(out, MARK_2);
  }

  private boolean offersTools() {
    Map<String, Object> offered = Map.of("tools", ProbeMessages.tools());
    List<Map<String, @Nullable Object>> turns = List.of(text("user", "hello"));
    List<Map<String, @Nullable Object>> ruled =
        List.of(text("system", "rules"), text("user", "hello"));
    return render(turns, true, offered).contains(TOOL)
        || render(ruled, true, offered).contains(TOOL);
  }

  /// Finds how calls must be written so that they appear; false where they never do.
  private boolean findCallForm() {
    for (boolean asText : new boolean[] {false, true}) {
      for (boolean asNull : new boolean[] {false, true}) {
        argumentsAsText = asText;
        nullBesideCalls = asNull;
        if (showsCall(conversation(List.of(calls(beside(), asText, TOOL), result(TOOL, "ok"))))) {
          return true;
        }
      }
    }
    argumentsAsText = false;
    nullBesideCalls = false;
    return false;
  }

  /// Arguments count only as JSON or in a format of the template's, not as Python's dict.
  private static boolean showsCall(String out) {
    return out.contains(TOOL) && out.contains(VALUE) && !out.contains("{'" + KEY + "'");
  }

  private @Nullable Object beside() {
    return nullBesideCalls ? null : "";
  }

  private String conversation(List<Map<String, @Nullable Object>> turns) {
    List<Map<String, @Nullable Object>> all = new java.util.ArrayList<>();
    all.add(text("user", "hello"));
    all.addAll(turns);
    Map<String, Object> offered = Map.of("tools", ProbeMessages.tools());
    String out = render(all, true, offered);
    String without = render(List.of(text("user", "hello")), true, offered);
    // What the offered tools say of themselves tells nothing.
    return out.startsWith(without) ? out.substring(without.length()) : withoutOffer(out);
  }

  private static String withoutOffer(String out) {
    int at = out.lastIndexOf(VALUE);
    return at < 0 ? "" : out.substring(Math.max(0, at - 300));
  }

  private boolean parallelCalls() {
    String out =
        conversation(
            List.of(
                calls(beside(), argumentsAsText, TOOL, TOOL_2),
                result(TOOL, "ok"),
                result(TOOL_2, "ok")));
    int first = out.indexOf(VALUE);
    return first >= 0 && out.indexOf(VALUE, first + 1) > 0 && out.contains(TOOL_2);
  }

  private boolean results(boolean toolCalls) {
    if (!toolCalls) {
      return shows(
          render(List.of(text("user", "hello"), text("assistant", "I look."), result(TOOL, MARK))),
          MARK);
    }
    return shows(
        render(
            List.of(
                text("user", "hello"), calls(beside(), argumentsAsText, TOOL), result(TOOL, MARK)),
            true,
            Map.of("tools", ProbeMessages.tools())),
        MARK);
  }

  private String reasoningField(boolean toolCalls) {
    for (String field : new String[] {"reasoning_content", "reasoning", "thinking"}) {
      Map<String, @Nullable Object> turn = text("assistant", "yes");
      turn.put(field, MARK);
      if (shows(render(List.of(text("user", "hello"), turn), false, NO_MORE), MARK)) {
        return field;
      }
      if (toolCalls) {
        Map<String, @Nullable Object> call = calls(beside(), argumentsAsText, TOOL);
        call.put(field, MARK);
        if (shows(conversation(List.of(call, result(TOOL, "ok"))), MARK)) {
          return field;
        }
      }
    }
    return "";
  }

  private String reasoningSwitch() {
    for (String variable : new String[] {"enable_thinking", "thinking"}) {
      if (differs(variable, true, false)) {
        return variable;
      }
    }
    return "";
  }

  private boolean differs(String variable, Object a, Object b) {
    if (!template.mentions(variable)) {
      return false;
    }
    List<Map<String, @Nullable Object>> turns = List.of(text("user", "hello"));
    String one = render(turns, true, Map.of(variable, a));
    return !one.isEmpty() && !one.equals(render(turns, true, Map.of(variable, b)));
  }

  private boolean generationPrompt() {
    List<Map<String, @Nullable Object>> turns = List.of(text("user", "hello"));
    String with = render(turns, true, NO_MORE);
    String without = render(turns, false, NO_MORE);
    return with.length() > without.length() && with.startsWith(without);
  }

  private boolean prefill() {
    String prompt = render(List.of(text("user", "hello")), true, NO_MORE);
    String full = render(List.of(text("user", "hello"), text("assistant", MARK)), false, NO_MORE);
    return !prompt.isEmpty() && full.startsWith(prompt + MARK);
  }

  private static boolean shows(String out, String mark) {
    return out.contains(mark) && !out.contains("'" + mark);
  }

  private String render(List<Map<String, @Nullable Object>> messages) {
    return render(messages, true, NO_MORE);
  }

  private String render(
      List<Map<String, @Nullable Object>> messages, boolean generate, Map<String, Object> more) {
    List<Object> key = List.of(messages, generate, more);
    String known = rendered.get(key);
    if (known == null) {
      known = renderAnew(messages, generate, more);
      rendered.put(key, known);
    }
    return known;
  }

  private String renderAnew(
      List<Map<String, @Nullable Object>> messages, boolean generate, Map<String, Object> more) {
    Map<String, Object> variables = new LinkedHashMap<>(more);
    variables.put("messages", messages);
    variables.put("bos_token", Text.trusted(""));
    variables.put("eos_token", Text.trusted(""));
    variables.put("add_generation_prompt", generate);
    try {
      return template.render(variables, CLOCK).value();
    } catch (TemplateException _) {
      return "";
    }
  }
}
