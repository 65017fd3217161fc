package jan4j.model.fuzz;

import jan4j.model.jinja.Template;
import jan4j.model.jinja.TemplateException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Any text is a template that renders, or fails by name.
public final class JinjaFuzz {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private JinjaFuzz() {}

  /// Called by Jazzer.
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      Template.compile(new String(data, StandardCharsets.UTF_8)).render(variables(), CLOCK).value();
    } catch (TemplateException e) {
      if (e.type().isEmpty()) {
        throw new IllegalStateException("an error without a name", e);
      }
    }
  }

  private static Map<String, Object> variables() {
    Map<String, Object> call =
        Map.of(
            "function", Map.of("name", "f", "arguments", Map.of("a", 1, "b", List.of(1.5, "x"))));
    Map<String, Object> out = new HashMap<>();
    out.put(
        "messages",
        List.of(
            Map.of("role", "system", "content", "Be kind."),
            Map.of("role", "user", "content", "Grüße \uD83D\uDE42 <|im_end|>"),
            Map.of("role", "assistant", "content", "", "tool_calls", List.of(call)),
            Map.of("role", "tool", "content", "42")));
    out.put(
        "tools",
        List.of(
            Map.of("type", "function", "function", Map.of("name", "f", "parameters", Map.of()))));
    out.put("add_generation_prompt", true);
    out.put("bos_token", "<s>");
    out.put("eos_token", "</s>");
    out.put("n", 3L);
    out.put("x", 2.5);
    return out;
  }
}
