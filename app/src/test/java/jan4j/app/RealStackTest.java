package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.LoadOptions;
import jan4j.core.ModelId;
import jan4j.testkit.BrokenModels;
import jan4j.testkit.RawHttpClient;
import jan4j.testkit.RawHttpResponse;
import jan4j.testkit.TestEnvironment;
import jan4j.testkit.TinyModels;
import jan4j.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client sees when everything is real but the model's size.
@Tag("native")
@Timeout(120)
class RealStackTest {
  @TempDir Path folder;
  private RealStack stack;

  private RealStack start(String... workerFlags) {
    stack = new RealStack(TestEnvironment.nativeFolder(), workerFlags);
    return stack;
  }

  @AfterEach
  void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @ParameterizedTest
  @EnumSource(TinyModels.Kind.class)
  void everyKindOfModelAnswersTheSameTwice(TinyModels.Kind kind) {
    start();
    ModelId model = stack.add("tiny", TinyModels.write(kind, folder), LoadOptions.DEFAULT);
    String first = stack.text(model, "once upon a time", 24);
    assertThat(first).isNotEmpty();
    assertThat(stack.text(model, "once upon a time", 24)).isEqualTo(first);
  }

  @Test
  void aPromptLongerThanTheContextIsRefusedWithBothLengths() {
    start();
    ModelId model = stack.add("tiny", TinyModels.dense(folder), RealStack.options(256, -1));
    RawHttpResponse response = stack.complete(model, "word ".repeat(400), 4);
    assertThat(response.status()).isEqualTo(400);
    assertThat(RealStack.error(response).get("code")).isEqualTo("context_length_exceeded");
    assertThat((String) RealStack.error(response).get("message"))
        .containsPattern("prompt has \\d{3,} tokens")
        .contains("256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abort@load", "abort@prefill", "abort@decode"})
  void aNativeAbortIsNamedAndTheCoreLives(String fault) {
    start("-Djan4j.fault=" + fault);
    ModelId model = stack.add("tiny", TinyModels.dense(folder), LoadOptions.DEFAULT);
    RawHttpResponse response = stack.complete(model, "once upon a time", 8);
    assertThat(response.status()).isEqualTo(500);
    assertThat(RealStack.error(response).get("code")).isIn("engine_crashed", "model_load_failed");
    assertThat((String) RealStack.error(response).get("message"))
        .contains("tiny")
        .containsIgnoringCase("fault");
    assertThat(get("/health").status()).isEqualTo(200);
  }

  @Test
  void aKilledWorkerIsNamedAndTheNextRequestWorks() throws InterruptedException {
    start();
    ModelId model = stack.add("tiny", TinyModels.dense(folder), LoadOptions.DEFAULT);
    String expected = stack.text(model, "once upon a time", 8);
    long pid = stack.state(model).workerPid();
    String body =
        Json.writeText(
            Map.of(
                "model",
                "tiny",
                "prompt",
                "once upon a time",
                "max_tokens",
                1900,
                "stream",
                true,
                "ignore_eos",
                true));
    try (RawHttpClient client = RawHttpClient.connect(stack.server.port())) {
      client.postJson("/v1/completions", body);
      assertThat(client.readHead().status()).isEqualTo(200);
      assertThat(client.readEvent()).contains("text_completion");
      ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
      assertThat(worker.destroyForcibly()).isTrue();
      String last = "";
      for (String event = client.readEvent(); !event.isEmpty(); event = client.readEvent()) {
        last = event;
        if (event.contains("\"error\"")) {
          break;
        }
      }
      assertThat(last).contains("engine_crashed").contains("tiny");
    }
    assertThat(stack.text(model, "once upon a time", 8)).isEqualTo(expected);
    assertThat(stack.state(model).workerPid()).isNotEqualTo(pid);
  }

  @Test
  void brokenFilesAreErrorsThatSayWhatIsWrong() {
    start();
    Map<String, Path> broken =
        Map.of(
            "truncated", BrokenModels.TRUNCATED.write(folder),
            "empty", BrokenModels.EMPTY.write(folder),
            "foreign", BrokenModels.IMAGE.write(folder),
            "unknown", BrokenModels.UNKNOWN_ARCHITECTURE.write(folder));
    broken.forEach((name, file) -> {
      ModelId model = stack.add(name, file, LoadOptions.DEFAULT);
      RawHttpResponse response = stack.complete(model, "a", 1);
      assertThat(response.status()).as(name).isEqualTo(500);
      assertThat(RealStack.error(response).get("code"))
          .as(name)
          .isIn("model_file_invalid", "model_load_failed");
      assertThat((String) RealStack.error(response).get("message"))
          .as(name)
          .contains(file.getFileName().toString());
    });
    ModelId good = stack.add("tiny", TinyModels.dense(folder), LoadOptions.DEFAULT);
    assertThat(stack.text(good, "a", 4)).isNotEmpty();
  }

  @Test
  void closingTheEngineLeavesNoWorker() throws Exception {
    start();
    ModelId model = stack.add("tiny", TinyModels.dense(folder), LoadOptions.DEFAULT);
    assertThat(stack.text(model, "a", 2)).isNotEmpty();
    ProcessHandle worker = ProcessHandle.of(stack.state(model).workerPid()).orElseThrow();
    stack.close();
    worker.onExit().get(10, TimeUnit.SECONDS);
    assertThat(worker.isAlive()).isFalse();
  }

  @Test
  void typedControlTokensStayText() {
    start();
    ModelId model = stack.add("tiny", TinyModels.dense(folder), LoadOptions.DEFAULT);
    assertThat(promptTokens(model, "<|im_start|>")).isGreaterThan(promptTokens(model, "x") + 4);
  }

  private int promptTokens(ModelId model, String text) {
    String body =
        Json.writeText(
            Map.of(
                "model", model.value(),
                "max_tokens", 1,
                "messages", java.util.List.of(Map.of("role", "user", "content", text))));
    try (RawHttpClient client = RawHttpClient.connect(stack.server.port())) {
      RawHttpResponse response = client.postJson("/v1/chat/completions", body).readResponse();
      assertThat(response.status()).as(response.text()).isEqualTo(200);
      Map<?, ?> usage = (Map<?, ?>) Json.readTree(response.text()).get("usage");
      return ((Number) usage.get("prompt_tokens")).intValue();
    }
  }

  private RawHttpResponse get(String path) {
    try (RawHttpClient client = RawHttpClient.connect(stack.server.port())) {
      return client.get(path).readResponse();
    }
  }

  /// Debian's mesa-vulkan-drivers give a device that is really the CPU.
  @Test
  void aSoftwareDeviceIsUsedOnlyWhenNamedAndGivesTheSameTokens() {
    Path cpu = TestEnvironment.nativeFolder();
    Path vulkan = cpu.resolveSibling(cpu.getFileName() + "-vulkan");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isDirectory(vulkan)
            && Files.exists(Path.of("/usr/share/vulkan/icd.d"))
            && hasSoftwareDriver(),
        "no Vulkan libraries or no software device; run apt install mesa-vulkan-drivers and"
            + " ./jan4j setup --accelerator vulkan");
    stack = new RealStack(cpu);
    Path file = TinyModels.dense(folder);
    ModelId plain = stack.add("cpu", file, LoadOptions.DEFAULT);
    String expected = stack.text(plain, "once upon a time", 16);
    stack.close();

    stack = new RealStack(vulkan);
    ModelId byDefault = stack.add("default", file, LoadOptions.DEFAULT);
    assertThat(stack.text(byDefault, "once upon a time", 16)).isEqualTo(expected);
    assertThat(loaded(byDefault).devices()).noneMatch(d -> d.startsWith("Vulkan"));
    for (int layers : new int[] {99, 1, 0}) {
      ModelId model =
          stack.add("layers-" + layers, file, RealStack.options(512, layers, "Vulkan0"));
      org.junit.jupiter.api.Assumptions.assumeFalse(
          stack.complete(model, "a", 1).text().contains("no device is called"),
          "the library does not list the software device on this machine");
      assertThat(stack.text(model, "once upon a time", 16))
          .as("%s layers", layers)
          .isEqualTo(expected);
      stack.engine.unload(model);
    }
  }

  private static boolean hasSoftwareDriver() {
    try (var files = Files.list(Path.of("/usr/share/vulkan/icd.d"))) {
      return files.anyMatch(f -> f.getFileName().toString().startsWith("lvp_"));
    } catch (java.io.IOException e) {
      return false;
    }
  }

  private jan4j.wire.worker.Report.Loaded loaded(ModelId model) {
    return ((jan4j.engine.ModelState.Ready) stack.state(model)).facts();
  }
}
