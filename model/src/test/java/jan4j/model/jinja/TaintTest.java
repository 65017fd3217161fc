package jan4j.model.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Untrusted stretches are shown in « ».
class TaintTest {
  private static final Map<String, Object> VARIABLES =
      Map.of(
          "c", " User Text ",
          "t", Text.trusted("kept"),
          "l", List.of("x", "y"),
          "d", Map.of("k", "v"),
          "n", 5);

  @Test
  void contentStaysContentThroughEveryPath() {
    assertThat(render("<{{ c }}>")).isEqualTo("<« User Text »>");
    assertThat(render("{{ t }}{{ n }}{{ none }}")).isEqualTo("kept5None");
    assertThat(render("{{ '<s>' + c + '</s>' }}")).isEqualTo("<s>« User Text »</s>");
    assertThat(render("{{ '<s>' ~ c|trim ~ n }}")).isEqualTo("<s>«User Text»5");
    assertThat(render("{{ c|upper }}|{{ c.strip().lower() }}"))
        .isEqualTo("« USER TEXT »|«user text»");
    assertThat(render("{{ ('ab' ~ c)[1:4] }}")).isEqualTo("b« U»");
    assertThat(render("{{ ('ab' ~ c)[::-1] }}")).isEqualTo("« txeT resU »ba");
    assertThat(render("{{ c.replace('Text', '[T]') }}")).isEqualTo("« User »[T]« »");
    assertThat(render("{{ 'a-b'.replace('-', c) }}")).isEqualTo("a« User Text »b");
    assertThat(render("{{ c.split('e')|join('+') }}")).isEqualTo("« Us»+«r T»+«xt »");
    assertThat(render("{{ ('x' ~ c ~ 'y').split()|join(',') }}")).isEqualTo("x,«User»,«Text»,y");
    assertThat(render("{% for x in c.strip() %}{{ x }}.{% endfor %}")).startsWith("«U».«s».");
    assertThat(render("{{ l|join(', ') }}{{ l|first }}{{ l[1] }}")).isEqualTo("«x», «yxy»");
    assertThat(render("{% for k, v in d.items() %}{{ k }}={{ v }}{% endfor %}"))
        .isEqualTo("«k»=«v»");
    assertThat(render("{{ d|tojson }}")).isEqualTo("«{\"k\": \"v\"}»");
    assertThat(render("{{ {'a': 1}|tojson }}{{ [1, 'b'] }}")).isEqualTo("{\"a\": 1}[1, 'b']");
    assertThat(render("{{ l }}{{ d|string }}")).isEqualTo("«['x', 'y']{'k': 'v'}»");
    assertThat(render("{{ '%s!' % c }}{{ '{}?'.format(c) }}"))
        .isEqualTo("« User Text »!« User Text »?");
    assertThat(render("{{ c|indent(2, true) }}")).isEqualTo("  « User Text »");
    assertThat(render("{{ c|e }}{{ c * 2 }}")).isEqualTo("« User Text  User Text  User Text »");
  }

  @Test
  void capturesAndMacrosKeepIt() {
    assertThat(render("{% set x %}<{{ c }}>{% endset %}{{ x|trim|upper }}"))
        .isEqualTo("<« USER TEXT »>");
    assertThat(render("{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m(c) ~ m('z') }}"))
        .isEqualTo("[« User Text »][z]");
    assertThat(render("{% filter replace('U', 'u') %}<{{ c }}>{% endfilter %}"))
        .isEqualTo("<« »u«ser Text »>");
    assertThat(
            render(
                "{% macro m() %}({{ caller() }}){% endmacro %}{% call m() %}{{ c }}{% endcall %}"))
        .isEqualTo("(« User Text »)");
    assertThat(
            render(
                "{% set ns = namespace(x='') %}{% for y in l %}{% set ns.x = ns.x ~ y ~ ';' %}{% endfor %}{{ ns.x }}"))
        .isEqualTo("«x»;«y»;");
  }

  @Test
  void taintNeverChangesWhatATemplateDecides() {
    assertThat(render("{{ c == ' User Text ' }}{{ 'User' in c }}{{ d['k'] == 'v' }}{{ d.k }}"))
        .isEqualTo("TrueTrueTrue«v»");
  }

  private static String render(String template) {
    StringBuilder out = new StringBuilder();
    Template.compile(template)
        .render(VARIABLES, Clock.systemUTC())
        .forEachSegment((text, trusted) -> out.append(trusted ? text : "«" + text + "»"));
    return out.toString();
  }
}
