package jan4j.model.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each capability is found where a template has it, and not where it has not.
class CapabilitiesTest {
  /// A template that can say what users and assistants say, and nothing else.
  private static final String BARE = turns("'user', 'assistant'", "");

  private static final String ONE_CALL =
      "{% if m.tool_calls %}{{ m.tool_calls[0].function | tojson }}{% endif %}";
  private static final String ALL_CALLS =
      "{% for c in m.tool_calls %}{{ c.function | tojson }}{% endfor %}";

  /// A template, and all that it can express.
  enum Case {
    NOTHING("", BARE),
    SYSTEM("system", turns("'system', 'user', 'assistant'", "")),
    DEVELOPER("developer", turns("'developer', 'user', 'assistant'", "")),
    TOOLS("tools", "{{ tools | tojson if tools }}" + BARE),
    TOOLS_BESIDE_A_SYSTEM_TEXT_ONLY(
        "tools",
        "{% if messages[0].role == 'system' %}{{ tools | tojson if tools }}{% endif %}" + BARE),
    ONE_CALL_A_TURN("calls", turns("'user', 'assistant'", ONE_CALL)),
    SEVERAL_CALLS("calls parallel", turns("'user', 'assistant'", ALL_CALLS)),
    A_TURN_WITH_TWO_CALLS_IS_REFUSED(
        "calls",
        turns(
            "'user', 'assistant'",
            "{{ raise_exception('one') if m.tool_calls and m.tool_calls | length > 1 }}"
                + ALL_CALLS)),
    NAMES_WITHOUT_ARGUMENTS_ARE_NO_CALLS(
        "",
        turns(
            "'user', 'assistant'", "{% for c in m.tool_calls %}{{ c.function.name }}{% endfor %}")),
    PYTHON_DICTS_ARE_NO_ARGUMENTS(
        "calls parallel",
        turns(
            "'user', 'assistant'",
            "{% for c in m.tool_calls %}{{ c.function.name }}({{ c.function.arguments }})"
                + "{% endfor %}")),
    RESULTS("results", turns("'user', 'assistant', 'tool'", "")),
    PARTS(
        "parts",
        "{% for m in messages %}{% if m.role in ['user', 'assistant'] %}[{{ m.role }}]"
            + "{% if m.content is string %}{{ m.content }}{% else %}"
            + "{% for p in m.content %}{{ p.text }}{% endfor %}{% endif %}{% endif %}{% endfor %}"),
    REASONING("reasoning", turns("'user', 'assistant'", "{{ m.reasoning_content }}")),
    REASONING_OF_ANOTHER_NAME("reasoning", turns("'user', 'assistant'", "{{ m.thinking }}")),
    EFFORT("effort", BARE + "{{ reasoning_effort }}"),
    SWITCH("switch=enable_thinking", BARE + "{{ '/no_think' if enable_thinking is false }}"),
    SWITCH_OF_ANOTHER_NAME("switch=thinking", BARE + "{{ '<think>' if thinking }}"),
    GENERATION_PROMPT("generation prefill", BARE + "{{ '[assistant]' if add_generation_prompt }}"),
    REASONING_IS_OPENED_BEFORE_THE_ANSWER(
        "generation", BARE + "{{ '[assistant]<think>' if add_generation_prompt }}"),
    NO_CONVERSATION_AT_ALL("", "{{ raise_exception('never') }}");

    private final String expected;
    private final String source;

    Case(String expected, String source) {
      this.expected = expected;
      this.source = source;
    }
  }

  @ParameterizedTest
  @EnumSource(Case.class)
  void exactlyWhatTheTemplateCanExpressIsFound(Case c) {
    assertThat(CapabilityWords.of(ChatTemplate.compile(c.source).capabilities()))
        .isEqualTo(c.expected);
  }

  @Test
  void theFormForBaseModelsSaysSystemAndToolTexts() {
    assertThat(CapabilityWords.of(ChatTemplate.plain().capabilities()))
        .isEqualTo("system developer results generation");
  }

  private static String turns(String roles, String more) {
    return "{% for m in messages %}{% if m.role in ["
        + roles
        + "] %}[{{ m.role }}]{{ m.content }}"
        + more
        + "{% endif %}{% endfor %}";
  }
}
