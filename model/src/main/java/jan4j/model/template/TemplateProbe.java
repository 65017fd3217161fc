package jan4j.model.template;

import jan4j.model.jinja.Template;
import jan4j.model.jinja.TemplateException;
import jan4j.model.jinja.Text;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a template can express, found by rendering small conversations with marked texts.
///
/// @param systemRole whether a system message's text appears in the prompt
/// @param developerRole whether a developer message's text does
/// @param partsOnly whether plain text content is lost or refused, while a list of parts is printed
record TemplateProbe(boolean systemRole, boolean developerRole, boolean partsOnly) {
  private static final String MARK = "jan4jprobe";
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  static TemplateProbe of(Template template) {
    boolean system = shows(template, "system", text(MARK));
    return new TemplateProbe(
        system,
        shows(template, "developer", text(MARK)),
        !shows(template, "user", text(MARK)) && shows(template, "user", parts(MARK)));
  }

  private static Object text(String text) {
    return Text.untrusted(text);
  }

  /// Content as a list of one text part.
  static Object parts(String text) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", Text.trusted("text"));
    part.put("text", Text.untrusted(text));
    return List.of(part);
  }

  private static boolean shows(Template template, String role, Object content) {
    List<Map<String, Object>> messages = new ArrayList<>();
    messages.add(Map.of("role", Text.trusted(role), "content", content));
    if (!role.equals("user")) {
      messages.add(Map.of("role", Text.trusted("user"), "content", text("hello")));
    }
    try {
      Map<String, Object> variables = new LinkedHashMap<>();
      variables.put("messages", messages);
      variables.put("bos_token", Text.trusted(""));
      variables.put("eos_token", Text.trusted(""));
      variables.put("add_generation_prompt", true);
      String out = template.render(variables, CLOCK).value();
      return out.contains(MARK) && !out.contains("'" + MARK);
    } catch (TemplateException e) {
      return false;
    }
  }
}
