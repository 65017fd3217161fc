package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParseCommandTest {
  private static final String TEMPLATE =
      """
      {%- for m in messages -%}
      <|{{ m.role }}|>
      {%- if m.tool_calls %}{% for c in m.tool_calls %}<tool_call>
      <function={{ c.function.name }}>
      {%- for k, v in c.function.arguments.items() %}
      <parameter={{ k }}>
      {{ v }}
      </parameter>
      {%- endfor %}
      </function>
      </tool_call>{% endfor %}{% else %}{{ m.content }}{% endif %}<|end|>
      {%- endfor -%}
      {%- if add_generation_prompt %}<|assistant|>{% if enable_thinking %}<think>{% endif %}{% endif %}
      """;

  private static final String REQUEST =
      """
      {"messages": [{"role": "user", "content": "Hi"}], "enable_thinking": THINKS,
       "tools": [{"type": "function", "function": {"name": "add", "parameters": {
         "type": "object",
         "properties": {"a": {"type": "number"}, "note": {"type": "string"}}}}}]}
      """;

  private static final String OUTPUT =
      """
      They add.</think>

      I add.
      <tool_call>
      <function=add>
      <parameter=a>
      12345678901234567890.5
      </parameter>
      <parameter=note>
      1
      </parameter>
      </function>
      </tool_call><|end|>
      """;

  @TempDir Path folder;

  private static int run(TestConsole console, Object... args) {
    List<String> all = new ArrayList<>(List.of("models", "parse"));
    Stream.of(args).map(Object::toString).forEach(all::add);
    return CommandTree.of(
            console.console(),
            "core.log",
            List.of(new ModelsCommand(console.console(), new NoShelf())))
        .execute(all.toArray(String[]::new));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path template() throws IOException {
    return file("t.jinja", TEMPLATE);
  }

  private Path request(boolean thinks) throws IOException {
    return file("request.json", REQUEST.replace("THINKS", String.valueOf(thinks)));
  }

  @Test
  void anOutputIsReadFromWhereThePromptEnds() throws IOException {
    TestConsole console = TestConsole.pipes(OUTPUT);

    assertThat(run(console, template(), "--input", request(true), "-", "--json")).isZero();

    assertThat(console.out())
        .isEqualTo(
            "{\"content\":\"I add.\",\"reasoning_content\":\"They add.\",\"tool_calls\":[{\"name\":"
                + "\"add\",\"arguments\":{\"a\":12345678901234567890.5,\"note\":\"1\"}}],"
                + "\"dialect\":\"qwen3-coder\"}\n");
  }

  @Test
  void absentPartsAreNullAndAnEmptyList() throws IOException {
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, template(), "--input", request(false), "-", "--json")).isZero();

    assertThat(console.out())
        .isEqualTo(
            "{\"content\":null,\"reasoning_content\":null,\"tool_calls\":[],"
                + "\"dialect\":\"qwen3-coder\"}\n");
  }

  @Test
  void aBrokenCallIsNamed() throws IOException {
    TestConsole console = TestConsole.pipes("");
    Path output = file("out.txt", "<tool_call>\n<function=add>\n<parameter=a>\n1");

    assertThat(run(console, template(), "--input", request(false), output, "--json")).isZero();

    assertThat(Json.readTree(console.out()))
        .containsEntry("broken", true)
        .containsEntry("content", "<tool_call>\n<function=add>\n<parameter=a>\n1");
  }

  @Test
  void eventsAreLinesOfJson() throws IOException {
    TestConsole console = TestConsole.pipes(OUTPUT);

    assertThat(run(console, template(), "--input", request(true), "-", "--events")).isZero();

    List<Object> types =
        Arrays.stream(console.out().split("\n")).map(l -> Json.readTree(l).get("type")).toList();
    assertThat(types)
        .containsExactly("reasoning", "text", "call_start", "call_arguments", "call_end");
  }

  @Test
  void aPersonReadsTheParts() throws IOException {
    TestConsole console = TestConsole.pipes(OUTPUT);

    assertThat(run(console, template(), "--input", request(true), "-")).isZero();

    assertThat(console.out())
        .isEqualTo(
            """
            dialect: qwen3-coder
            reasoning:
            They add.
            text:
            I add.
            call: add {"a":12345678901234567890.5,"note":"1"}
            """);
  }

  @Test
  void theDialectCanBeSetByHand() throws IOException {
    TestConsole console = TestConsole.pipes("<tool_call>{\"name\": \"add\"}</tool_call>");
    assertThat(run(console, template(), "--input", request(false), "-", "--dialect", "hermes"))
        .isZero();
    assertThat(console.out()).contains("dialect: hermes", "call: add {}");

    TestConsole unknown = TestConsole.pipes("");
    assertThat(run(unknown, template(), "-", "--dialect", "none")).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("no dialect none", "hermes");
  }

  @Test
  void failuresAreNamed() throws IOException {
    TestConsole missing = TestConsole.pipes("");
    assertThat(run(missing, template(), folder.resolve("no.txt"))).isEqualTo(ExitCode.FAILURE);
    assertThat(missing.err()).contains("no.txt", "no such file");

    TestConsole refused = TestConsole.pipes("");
    Path raises = file("raises.jinja", "{{ raise_exception('no') }}");
    assertThat(run(refused, raises, "--input", request(false), "-")).isEqualTo(ExitCode.ENGINE);
    assertThat(refused.err()).contains("request.json", "raises.jinja", "TemplateError: no");
  }
}
