package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrammarCommandTest {
  private final TestConsole console = TestConsole.pipes("");
  @TempDir Path folder = Path.of("");

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of("models", "grammar"));
    all.addAll(List.of(args));
    return CommandTree.of(
            console.console(),
            "core.log",
            List.of(new ModelsCommand(console.console(), new NoShelf())))
        .execute(all.toArray(String[]::new));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void theGrammarIsPrinted() throws Exception {
    assertThat(run(file("s.json", "{\"const\": \"yes\"}"))).isZero();

    assertThat(console.out()).isEqualTo("root ::= \"\\\"yes\\\"\"\n");
  }

  @Test
  void eachInstanceIsTried() throws Exception {
    String schema = file("s.json", "{\"type\": \"integer\", \"minimum\": 3}");
    String good = file("good.json", "4.0");
    String bad = file("bad.json", "2");

    assertThat(run("--json", schema, good, bad)).isZero();

    assertThat(console.out())
        .isEqualTo(
            Json.writeText(line(good, true)) + "\n" + Json.writeText(line(bad, false)) + "\n");
  }

  private static Map<String, Object> line(String instance, boolean allowed) {
    Map<String, Object> line = new java.util.LinkedHashMap<>();
    line.put("instance", instance);
    line.put("allowed", allowed);
    return line;
  }

  @Test
  void anInstanceThatIsNoJsonDoesNotHideTheOthers() throws Exception {
    String schema = file("s.json", "true");

    int code = run("--json", schema, file("broken.json", "{"), file("null.json", "null"));

    assertThat(code).isEqualTo(ExitCode.FAILURE);
    List<String> lines = console.out().lines().toList();
    assertThat(Json.readTree(lines.get(0))).containsKey("error");
    assertThat(Json.readTree(lines.get(1))).containsEntry("allowed", true);
  }

  @Test
  void whatCannotBeEnforcedIsNamed() throws Exception {
    String schema =
        file("s.json", "{\"properties\": {\"a/b\": {\"type\": \"array\", \"uniqueItems\": true}}}");

    assertThat(run("--json", schema)).isEqualTo(ExitCode.USAGE);

    assertThat(Json.readTree(console.out()))
        .containsEntry("refused", "uniqueItems")
        .containsEntry("path", "/properties/a~1b/uniqueItems")
        .containsKey("message");
  }

  @Test
  void bestEffortLeavesItOutAndSaysSo() throws Exception {
    String schema = file("s.json", "{\"type\": \"array\", \"uniqueItems\": true}");

    assertThat(run("--best-effort", schema, file("i.json", "[1, 1]"))).isZero();

    assertThat(console.out()).endsWith("i.json: allowed\n");
    assertThat(console.err()).contains("uniqueItems");
  }

  @Test
  void anUnknownDraftIsAWrongOption() throws Exception {
    assertThat(run("--draft", "3", file("s.json", "{}"))).isEqualTo(ExitCode.USAGE);
  }
}
