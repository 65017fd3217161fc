package jan4j.model.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every statement, operator, filter, test and method, against texts that jinja2 3.1.6 made with
/// transformers' settings (`renderings.json`, from the variables in `variables.json`).
class TemplateRenderingTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  @Test
  void smallTemplatesRenderAsJinja2Does() throws IOException {
    Map<String, Object> variables =
        Json.readTree(
            new String(resource("variables.json"), java.nio.charset.StandardCharsets.UTF_8));
    List<String> failures = new ArrayList<>();
    List<?> cases = Json.read(resource("renderings.json"), List.class);
    for (Object one : cases) {
      Map<?, ?> expected = (Map<?, ?>) one;
      String template = String.valueOf(expected.get("template"));
      String actual = outcome(template, variables);
      String wanted =
          expected.containsKey("error")
              ? "error " + expected.get("error")
              : String.valueOf(expected.get("output"));
      // Python's compiler finds this one, which has its own class for it.
      wanted = wanted.equals("error SyntaxError") ? "error TemplateSyntaxError" : wanted;
      if (!actual.equals(wanted)) {
        failures.add(template + "\n  expected " + wanted + "\n  but was  " + actual);
      }
    }
    assertThat(failures).isEmpty();
    assertThat(cases).hasSizeGreaterThan(600);
  }

  @Test
  void theClockIsTheCallers() {
    assertThat(render("{{ strftime_now('%d %b %Y %H:%M:%S %A %B %j %-d %y %%') }}"))
        .isEqualTo("02 Jan 2026 03:04:05 Friday January 002 2 26 %");
  }

  @Test
  void anErrorSaysItsLine() {
    assertThat(failure("a\n{% if true %}\n{{ 1 + 'a' }}{% endif %}").line()).isEqualTo(3);
    assertThat(failure("a\nb\n{% zzz %}").line()).isEqualTo(3);
  }

  private static TemplateException failure(String template) {
    try {
      render(template);
    } catch (TemplateException e) {
      return e;
    }
    throw new AssertionError("no failure");
  }

  private static String render(String template) {
    return Template.compile(template).render(Map.of(), CLOCK).value();
  }

  private static String outcome(String template, Map<String, Object> variables) {
    try {
      return Template.compile(template).render(variables, CLOCK).value();
    } catch (TemplateException e) {
      return "error " + e.type();
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = TemplateRenderingTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no resource " + name);
      }
      return in.readAllBytes();
    }
  }
}
