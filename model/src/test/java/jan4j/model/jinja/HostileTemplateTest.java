package jan4j.model.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Templates of a hostile model file end with a named error: no endless work, no memory without
/// bound, no exhausted stack.
class HostileTemplateTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{{ 'a' * 1000000000 }}",
        "{{ [1] * 1000000000 }}",
        "{% set n = namespace(x='aaaa') %}{% for i in range(100) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(l=[1]) %}{% for i in range(100) %}{% set n.l = n.l + n.l %}{% endfor %}",
        "{% set n = namespace(l=[1]) %}{% for i in range(90) %}{% set n.l = [n.l, n.l] %}{% endfor %}{{ n.l }}",
        "{% set n = namespace(l=[1]) %}{% for i in range(90) %}{% set n.l = [n.l, n.l] %}{% endfor %}{{ n.l|tojson }}",
        "{% set n = namespace(l=(1,)) %}{% for i in range(90) %}{% set n.l = (n.l, n.l) %}{% endfor %}{{ {n.l: 1} }}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% macro a() %}{% call a() %}{% endcall %}{{ caller() }}{% endmacro %}{{ a() }}",
        "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{{ 10**4000 * 10**4000 }}",
        "{{ 9**99999999 }}",
        "{{ ' '|center(1000000000) }}",
        "{{ 'x'.zfill(1000000000) }}",
        "{{ 'a'|indent(1000000000) }}",
        "{{ 'a'.replace('', 'b' * 10000000) }}",
        "{{ [1]|batch(1000000000, 1)|list }}",
        "{{ [1]|slice(1000000000)|list }}",
        "{% set s = 'a' * 1000000 %}{% for i in range(99999) %}{% if ('a' * 500000 ~ 'b') in s %}{% endif %}{% endfor %}",
        "{% set l = range(99999)|list %}{% for i in l %}{{ l|sort|length }}{{ 5 in l }}{% endfor %}",
      })
  void aTemplateThatAsksForTooMuchIsStopped(String template) {
    assertThat(failure(template).type()).isEqualTo(TemplateException.LIMIT);
  }

  @Test
  void deepValuesAreRefused() {
    String deep =
        "{% set n = namespace(l=[]) %}{% for i in range(9999) %}{% set n.l = [n.l] %}{% endfor %}";
    assertThat(failure(deep + "{{ n.l }}").type()).isEqualTo("RecursionError");
    assertThat(failure(deep + "{{ n.l|tojson }}").type()).isEqualTo("RecursionError");
    assertThat(failure("{% set n = namespace() %}{% set n.x = n %}{{ n }}").type())
        .isEqualTo("RecursionError");
  }

  @Test
  void deepSyntaxIsRefused() {
    String[] templates = {
      "{{ " + "(".repeat(5_000) + "1" + ")".repeat(5_000) + " }}",
      "{{ " + "[".repeat(9_000) + "1" + "]".repeat(9_000) + " }}",
      "{{ 1" + "+1".repeat(9_000) + " }}",
      "{{ x" + ".a".repeat(9_000) + " }}",
      "{{ x" + "|upper".repeat(9_000) + " }}",
      "{{ " + "not ".repeat(9_000) + "1 }}",
      "{{ " + "-".repeat(9_000) + "1 }}",
      "{{ " + "1 if 1 else ".repeat(9_000) + "1 }}",
      "{% if 1 %}".repeat(9_000) + "{% endif %}".repeat(9_000),
      "x".repeat(300_000),
    };
    for (String template : templates) {
      assertThat(failure(template).type()).isEqualTo(TemplateException.LIMIT);
    }
  }

  @Test
  void noBoundNeedsMoreStackThanASmallThreadHas() throws InterruptedException {
    String deep =
        "{% macro f(x) %}{% if 1 %}{% for y in [1] %}{{ f([[[[x]]]]) ~ (1+(1+(1+(1+1)))) }}"
            + "{% endfor %}{% endif %}{% endmacro %}{{ f(1) }}";
    TemplateException[] found = new TemplateException[1];
    Thread small = new Thread(null, () -> found[0] = failure(deep), "small", 768 * 1024);
    small.start();
    small.join();
    assertThat(found[0].getMessage()).isEqualTo("macros or loops call themselves too deeply");
  }

  private static TemplateException failure(String template) {
    return catchThrowableOfType(
        TemplateException.class,
        () -> Template.compile(template).render(Map.of(), Clock.systemUTC()));
  }
}
