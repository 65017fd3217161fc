package jan4j.model.template;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.Message;
import jan4j.core.Part;
import jan4j.core.Role;
import jan4j.core.Tool;
import jan4j.model.template.RenderedPrompt.Adaptation;
import jan4j.model.template.RenderedPrompt.Segment;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a template cannot express is done for it, and is reported.
class AdaptationTest {
  private static final String BARE = turns("'user', 'assistant'", "");
  private static final String WITH_SYSTEM = turns("'system', 'user', 'assistant'", "");
  private static final String ONE_SYSTEM =
      "{% if messages[0].role == 'system' %}{{ messages[0].content }}|"
          + "{% set messages = messages[1:] %}{% endif %}{% for m in messages %}"
          + "{% if m.role == 'system' %}{{ raise_exception('one system text') }}{% endif %}"
          + "[{{ m.role }}]{{ m.content }}{% endfor %}";
  private static final String ALTERNATING =
      "{% for m in messages %}{% if (m.role == 'user') != (loop.index0 % 2 == 0) %}"
          + "{{ raise_exception('users and assistants must take turns') }}{% endif %}"
          + "[{{ m.role }}]{{ m.content }}{% endfor %}";

  private static final Message SYSTEM = Message.of(Role.SYSTEM, "s");
  private static final Message USER = Message.of(Role.USER, "u");
  private static final Message ANSWER = Message.of(Role.ASSISTANT, "a");
  private static final Tool TOOL =
      new Tool("f", "d", inOrder("type", "function", "function", Map.of("name", "f")));

  @Test
  void nothingIsChangedWhereTheTemplateCanSayIt() {
    RenderedPrompt prompt = render(WITH_SYSTEM, SYSTEM, USER, ANSWER, USER);
    assertThat(prompt.text()).isEqualTo("[system]s[user]u[assistant]a[user]u");
    assertThat(prompt.adaptations()).isEmpty();
  }

  @Test
  void systemTextsGoBeforeTheFirstUserTurn() {
    RenderedPrompt prompt =
        render(BARE, SYSTEM, ANSWER, USER, Message.of(Role.SYSTEM, "late"), ANSWER);
    assertThat(prompt.text()).isEqualTo("[assistant]a[user]s\n\nlate\n\nu[assistant]a");
    assertThat(prompt.adaptations()).containsExactly(Adaptation.SYSTEM_FOLDED_INTO_USER);
  }

  @Test
  void systemTextsWithoutAUserTurnBecomeOne() {
    RenderedPrompt prompt = render(BARE, SYSTEM);
    assertThat(prompt.text()).isEqualTo("[user]s");
    assertThat(prompt.adaptations()).containsExactly(Adaptation.SYSTEM_FOLDED_INTO_USER);
  }

  @Test
  void aDeveloperSpeaksAsSystem() {
    RenderedPrompt prompt = render(WITH_SYSTEM, Message.of(Role.DEVELOPER, "d"), USER);
    assertThat(prompt.text()).isEqualTo("[system]d[user]u");
    assertThat(prompt.adaptations()).containsExactly(Adaptation.DEVELOPER_AS_SYSTEM);
  }

  @Test
  void aDeveloperOfATemplateWithoutSystemRoleSpeaksInTheFirstUserTurn() {
    RenderedPrompt prompt = render(BARE, Message.of(Role.DEVELOPER, "d"), USER);
    assertThat(prompt.text()).isEqualTo("[user]d\n\nu");
    assertThat(prompt.adaptations())
        .containsExactly(Adaptation.DEVELOPER_AS_SYSTEM, Adaptation.SYSTEM_FOLDED_INTO_USER);
  }

  @Test
  void plainTextsAreWrappedForATemplateOfParts() {
    String source =
        "{% for m in messages %}[{{ m.role }}]{% for p in m.content %}{{ p.text }}{% endfor %}{% endfor %}";
    RenderedPrompt prompt = render(source, SYSTEM, USER);
    assertThat(prompt.text()).isEqualTo("[system]s[user]u");
    assertThat(prompt.adaptations()).containsExactly(Adaptation.CONTENT_AS_PARTS);
  }

  @Test
  void systemTextsInARowAreJoined() {
    RenderedPrompt prompt = render(ONE_SYSTEM, SYSTEM, Message.of(Role.SYSTEM, "t"), USER);
    assertThat(prompt.text()).isEqualTo("s\n\nt|[user]u");
    assertThat(prompt.adaptations()).containsExactly(Adaptation.SYSTEM_TEXTS_MERGED);
  }

  @Test
  void aLaterSystemTextIsPutToTheBeginning() {
    RenderedPrompt prompt = render(ONE_SYSTEM, USER, ANSWER, SYSTEM, USER);
    assertThat(prompt.text()).isEqualTo("s|[user]u[assistant]a[user]u");
    assertThat(prompt.adaptations()).containsExactly(Adaptation.SYSTEM_TEXT_MOVED);
    RenderedPrompt both = render(ONE_SYSTEM, SYSTEM, USER, Message.of(Role.SYSTEM, "t"), ANSWER);
    assertThat(both.text()).isEqualTo("s\n\nt|[user]u[assistant]a");
    assertThat(both.adaptations())
        .containsExactly(Adaptation.SYSTEM_TEXT_MOVED, Adaptation.SYSTEM_TEXTS_MERGED);
  }

  @Test
  void toolsAreDescribedInTheSystemText() {
    RenderedPrompt prompt = withTools(WITH_SYSTEM, SYSTEM, USER);
    assertThat(prompt.text())
        .isEqualTo(
            """
            [system]s

            # Tools

            You may call one or more of these functions. Each line is the JSON definition of one:
            <tools>
            {"type": "function", "function": {"name": "f"}}
            </tools>

            To call a function, answer with its name and arguments as a JSON object:
            <tool_call>
            {"name": <function name>, "arguments": <object of the arguments>}
            </tool_call>
            The results are given to you in <tool_response>. Where no function is needed, just answer.\
            [user]u\
            """);
    assertThat(prompt.adaptations()).containsExactly(Adaptation.TOOLS_DESCRIBED_IN_SYSTEM);
  }

  @Test
  void toolsOfATemplateWithoutSystemRoleAreDescribedInTheFirstUserTurn() {
    RenderedPrompt prompt = withTools(BARE, USER);
    assertThat(prompt.text()).startsWith("[user]# Tools\n").endsWith("just answer.\n\nu");
    assertThat(prompt.adaptations())
        .containsExactly(Adaptation.TOOLS_DESCRIBED_IN_SYSTEM, Adaptation.SYSTEM_FOLDED_INTO_USER);
  }

  @Test
  void callsAndResultsAreWrittenAsText() {
    Message calls = message(Role.ASSISTANT, "", new Part.Text("I look."), call("1"), call("2"));
    RenderedPrompt prompt = render(BARE, USER, calls, result("1", "r"));
    assertThat(prompt.text())
        .isEqualTo(
            """
            [user]u[assistant]I look.
            <tool_call>
            {"name": "f", "arguments": {"n": 1}}
            </tool_call>
            <tool_call>
            {"name": "f", "arguments": {"n": 2}}
            </tool_call>[user]<tool_response>
            r
            </tool_response>\
            """);
    assertThat(prompt.adaptations())
        .containsExactly(Adaptation.CALLS_AS_TEXT, Adaptation.RESULTS_AS_USER_TURNS);
    assertThat(prompt.segments()).filteredOn(Segment::trusted).hasSize(3);
  }

  @Test
  void callsOfOneTurnFollowEachOtherWithTheirResults() {
    String source =
        turns(
            "'user', 'assistant', 'tool'",
            "{% if m.tool_calls %}{{ raise_exception('one call') if m.tool_calls | length > 1 }}"
                + "{{ m.tool_calls[0].function | tojson }}{% endif %}");
    RenderedPrompt prompt =
        render(
            source,
            USER,
            message(Role.ASSISTANT, "", new Part.Text("a"), call("1"), call("2")),
            result("2", "two"),
            result("1", "one"));
    assertThat(prompt.text())
        .isEqualTo(
            "[user]u[assistant]a{\"name\": \"f\", \"arguments\": {\"n\": 1}}[tool]one"
                + "[assistant]{\"name\": \"f\", \"arguments\": {\"n\": 2}}[tool]two");
    assertThat(prompt.adaptations()).containsExactly(Adaptation.PARALLEL_CALLS_SPLIT);
  }

  @Test
  void argumentsAreJsonTextForATemplateThatJoinsThem() {
    String source =
        turns(
            "'user', 'assistant'",
            "{% for c in m.tool_calls %}{{ c.function.name + ' ' + c.function.arguments }}{% endfor %}");
    RenderedPrompt prompt = render(source, USER, message(Role.ASSISTANT, "", call("1")));
    assertThat(prompt.text()).isEqualTo("[user]u[assistant]f {\"n\": 1}");
    assertThat(prompt.adaptations()).containsExactly(Adaptation.ARGUMENTS_AS_TEXT);
  }

  @Test
  void turnsOfOneRoleInARowAreJoinedWhereTheTemplateRefusesThem() {
    RenderedPrompt prompt = render(ALTERNATING, USER, USER, ANSWER, ANSWER, USER);
    assertThat(prompt.text()).isEqualTo("[user]u\n\nu[assistant]a\n\na[user]u");
    assertThat(prompt.adaptations()).containsExactly(Adaptation.EQUAL_ROLES_MERGED);
  }

  @Test
  void reasoningIsGivenInTheFieldThatTheTemplateReads() {
    String source = turns("'user', 'assistant'", "({{ m.thinking }})");
    RenderedPrompt prompt =
        render(source, message(Role.ASSISTANT, "", new Part.Reasoning("r"), new Part.Text("a")));
    assertThat(prompt.text()).isEqualTo("[assistant]a(r)");
    assertThat(prompt.adaptations()).isEmpty();
  }

  private static String turns(String roles, String more) {
    return "{% for m in messages %}{% if m.role in ["
        + roles
        + "] %}[{{ m.role }}]{{ m.content }}"
        + more
        + "{% endif %}{% endfor %}";
  }

  private static Part call(String id) {
    return new Part.ToolCall(id, "f", "{\"n\": " + id + "}", Map.of("n", Long.valueOf(id)));
  }

  private static Message result(String id, String text) {
    return message(Role.TOOL, id, new Part.Text(text));
  }

  private static Message message(Role role, String callId, Part... parts) {
    return new Message(role, List.of(parts), "", callId);
  }

  private static RenderedPrompt render(String source, Message... messages) {
    return render(source, List.of(messages), List.of());
  }

  private static RenderedPrompt withTools(String source, Message... messages) {
    return render(source, List.of(messages), List.of(TOOL));
  }

  private static RenderedPrompt render(String source, List<Message> messages, List<Tool> tools) {
    TemplateInput input =
        new TemplateInput(messages, tools, Map.of(), "", "", false, Clock.systemUTC());
    return ChatTemplate.compile(source).render(input);
  }

  /// A map that keeps its order, as a definition read from JSON does.
  private static Map<String, Object> inOrder(String key, Object value, String next, Object last) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    map.put(next, last);
    return map;
  }
}
