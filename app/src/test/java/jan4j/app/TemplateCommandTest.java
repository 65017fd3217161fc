package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.testkit.GgufValue;
import jan4j.testkit.GgufWriter;
import jan4j.testkit.TestEnvironment;
import jan4j.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateCommandTest {
  @TempDir Path folder;

  private static int run(TestConsole console, Object... args) {
    List<String> all = new ArrayList<>(List.of("models", "template"));
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

  private Path gguf() {
    return new GgufWriter()
        .put("general.architecture", "llama")
        .put("tokenizer.ggml.tokens", List.of("<unk>", "<B>", "<E>"), GgufValue.Text::new)
        .put("tokenizer.ggml.bos_token_id", 1)
        .put("tokenizer.ggml.eos_token_id", 2)
        .put("tokenizer.chat_template", "{{ bos_token }}main{{ eos_token }}\n")
        .put("tokenizer.chat_template.tool_use", "tools")
        .write(folder.resolve("m.gguf"));
  }

  @Test
  void theTemplateIsPrintedExactly() throws IOException {
    TestConsole console = TestConsole.pipes("");
    assertThat(run(console, file("t.jinja", "a\r\n{{ x }} \n"))).isZero();
    assertThat(console.out()).isEqualTo("a\r\n{{ x }} \n");

    TestConsole ofModel = TestConsole.pipes("");
    assertThat(run(ofModel, gguf(), "--named", "tool_use")).isZero();
    assertThat(ofModel.out()).isEqualTo("tools");
  }

  @Test
  void tokensComeFromTheConversationElseFromTheModelElseAreTheUsualOnes() throws IOException {
    Path plain = file("plain.json", "{}");
    Path own = file("own.json", "{\"bos_token\": \"[B]\", \"eos_token\": \"[E]\"}");
    TestConsole console = TestConsole.pipes("");
    assertThat(run(console, gguf(), "--input", plain, own)).isZero();
    assertThat(console.out()).isEqualTo("<B>main<E>[B]main[E]");

    TestConsole source = TestConsole.pipes("");
    assertThat(run(source, file("t.jinja", "{{ bos_token }}{{ eos_token }}"), "--input", plain))
        .isZero();
    assertThat(source.out()).isEqualTo("<s></s>");
  }

  @Test
  void theClockIsAsTold() throws IOException {
    Path template = file("t.jinja", "{{ strftime_now('%d %b %Y %H:%M:%S') }}");
    TestConsole console = TestConsole.pipes("");
    assertThat(
            run(console, template, "--input", file("i.json", "{}"), "--now", "2026-01-02T03:04:05"))
        .isZero();
    assertThat(console.out()).isEqualTo("02 Jan 2026 03:04:05");

    assertThat(run(TestConsole.pipes(""), template, "--now", "today")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void anInputThatFailsIsNamedAndTheOthersAreStillRendered() throws IOException {
    Path template = file("t.jinja", "{{ x.y }}{% if bad %}{{ raise_exception('no') }}{% endif %}");
    Path good = file("good.json", "{\"x\": {\"y\": \"ä\"}}");
    Path refused = file("refused.json", "{\"x\": {}, \"bad\": true}");
    Path undefined = file("undefined.json", "{}");
    Path broken = file("broken.json", "{");
    TestConsole console = TestConsole.pipes("");
    int exitCode =
        run(console, template, "--json", "--input", refused, undefined, broken, "--input", good);
    assertThat(exitCode).isEqualTo(ExitCode.ENGINE);
    List<Map<String, Object>> lines = console.out().lines().map(Json::readTree).toList();
    assertThat(lines)
        .extracting(l -> l.get("input"))
        .containsExactly(
            refused.toString(), undefined.toString(), broken.toString(), good.toString());
    assertThat(lines.get(0).get("error"))
        .isEqualTo(Map.of("type", "TemplateError", "message", "no"));
    assertThat(lines.get(1).get("error"))
        .isEqualTo(Map.of("type", "UndefinedError", "message", "'x' is undefined"));
    assertThat(((Map<?, ?>) lines.get(2).get("error")).get("type")).isEqualTo("InputError");
    assertThat(lines.get(3)).containsEntry("output", "ä");

    TestConsole plain = TestConsole.pipes("");
    assertThat(run(plain, template, "--input", undefined, good)).isEqualTo(ExitCode.ENGINE);
    assertThat(plain.out()).isEqualTo("ä");
    assertThat(plain.err()).contains("undefined.json: UndefinedError: 'x' is undefined");
    assertThat(run(TestConsole.pipes(""), template, "--input", broken)).isEqualTo(ExitCode.FAILURE);
  }

  @Test
  void aSyntaxErrorIsEachInputsOutcome() throws IOException {
    TestConsole console = TestConsole.pipes("");
    Path template = file("t.jinja", "{% if %}");
    assertThat(run(console, template, "--json", "--input", file("i.json", "{}")))
        .isEqualTo(ExitCode.ENGINE);
    assertThat(console.out()).contains("TemplateSyntaxError");
  }

  @Test
  void whatIsNotThereIsNamed() throws IOException {
    TestConsole console = TestConsole.pipes("");
    assertThat(run(console, folder.resolve("none.jinja"))).isEqualTo(ExitCode.FAILURE);
    assertThat(console.err()).contains("none.jinja", "no such file");
    TestConsole named = TestConsole.pipes("");
    assertThat(run(named, gguf(), "--named", "rag")).isEqualTo(ExitCode.FAILURE);
    assertThat(named.err()).contains("rag", "tool_use");
    assertThat(run(TestConsole.pipes(""))).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theCommandMakesEveryGoldenOfTheCorpus() throws IOException {
    Path corpus = TestEnvironment.corpora("chat-templates");
    List<Path> inputs = list(corpus.resolve("inputs"));
    List<String> failures = new ArrayList<>();
    int n = 0;
    for (Path template : list(corpus.resolve("templates"))) {
      List<Object> args = new ArrayList<>();
      args.add(template);
      args.addAll(List.of("--json", "--now", "2026-01-02T03:04:05", "--input"));
      args.addAll(inputs);
      TestConsole console = TestConsole.pipes("");
      run(console, args.toArray());
      Map<String, Object> goldens =
          Json.readTree(
              Files.readString(corpus.resolve("goldens").resolve(stem(template) + ".json")));
      for (String line : console.out().lines().toList()) {
        n++;
        Map<String, Object> actual = Json.readTree(line);
        String shape = stem(Path.of(String.valueOf(actual.get("input"))));
        Map<?, ?> golden = (Map<?, ?>) goldens.get(shape);
        if (golden == null || !isSame(actual, golden)) {
          failures.add(stem(template) + " " + shape + ": " + golden + "\nbut was " + line);
        }
      }
    }
    assertThat(failures).isEmpty();
    assertThat(n).isGreaterThanOrEqualTo(1_320);
  }

  private static boolean isSame(Map<String, Object> actual, Map<?, ?> golden) {
    if (!(golden.get("error") instanceof String expected)) {
      return actual.containsKey("output") && actual.get("output").equals(golden.get("output"));
    }
    if (!(actual.get("error") instanceof Map<?, ?> error)) {
      return false;
    }
    return !expected.startsWith("TemplateError:")
        || expected.equals(error.get("type") + ": " + error.get("message"));
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
