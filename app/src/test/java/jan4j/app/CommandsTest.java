package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.LoadOptions;
import jan4j.core.ModelEntry;
import jan4j.hub.NativeTable;
import jan4j.testkit.FakeEngine;
import jan4j.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private final FakeShelf shelf = new FakeShelf();
  private final List<CoreStarter.Choice> served = new ArrayList<>();
  private Diagnosis diagnosis = new Diagnosis(Map.of("Models", List.of("tiny")), List.of());

  private int run(TestConsole console, String... args) {
    return CommandTree.of(
            console.console(),
            "core.log",
            List.of(
                new ModelsCommand(console.console(), shelf),
                new SetupCommand(console.console(), shelf),
                new DoctorCommand(console.console(), () -> diagnosis),
                new VersionCommand(
                    console.console(), () -> new NativeTable("3.0", "b1", List.of())),
                new ServeCommand(served::add),
                new CompletionCommand(console.console())))
        .execute(args);
  }

  @Test
  void modelsAloneListsThem() {
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "models")).isZero();

    assertThat(console.out()).isEqualTo("tiny       1.0 MB  MIT\n");
  }

  @Test
  void modelsListAsJson() {
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "models", "list", "--json")).isZero();

    assertThat(Json.readTree(console.out())).containsOnlyKeys("models");
  }

  @Test
  void anUnknownModelNamesThoseThereAre() {
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "models", "path", "none")).isEqualTo(ExitCode.FAILURE);
    assertThat(console.err()).contains("tiny");
  }

  @Test
  void removeDeletesTheModel() {
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "models", "remove", "tiny")).isZero();
    assertThat(shelf.removed).containsExactly("tiny");
  }

  @Test
  void setupBringsLibrariesAndTheStarterModel() {
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "setup", "--accelerator", "cpu")).isZero();

    assertThat(console.out()).isEmpty();
    assertThat(console.err()).contains("libraries cpu", "tiny");
  }

  @Test
  void setupThatNeedsADeniedNetworkHasItsOwnExitCode() {
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "setup", "--offline")).isEqualTo(ExitCode.NETWORK);
    assertThat(console.err()).contains("would have fetched");
  }

  @Test
  void aHealthyMachineIsSaidToBeOne() {
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "doctor")).isZero();
    assertThat(console.out()).isEqualTo("Models:\n  tiny\nNothing is wrong.\n");
  }

  @Test
  void aProblemIsAFailure() {
    diagnosis = new Diagnosis(Map.of(), List.of("no libraries; run jan4j setup"));
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "doctor", "--json")).isEqualTo(ExitCode.FAILURE);
    assertThat(Json.readTree(console.out())).containsEntry("ok", false);
  }

  @Test
  void versionNamesTheParts() {
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "version", "--json")).isZero();
    assertThat(Json.readTree(console.out()))
        .containsEntry("llama_cpp", "b1")
        .containsEntry("node_llama_cpp_packages", "3.0")
        .containsKeys("jan4j", "java");
  }

  @Test
  void serveTakesItsOptions() {
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "serve", "--port", "0", "--idle-timeout", "0", "--offline", "-t", "2"))
        .isZero();

    CoreStarter.Choice choice = served.getFirst();
    assertThat(choice.port()).isZero();
    assertThat(choice.host()).isEqualTo("127.0.0.1");
    assertThat(choice.idle()).isEqualTo(Duration.ZERO);
    assertThat(choice.offline()).isTrue();
    assertThat(choice.load().apply(LoadOptions.DEFAULT).nThreads()).isEqualTo(2);
  }

  @Test
  void aPortOutOfRangeIsWrongUsage() {
    assertThat(run(TestConsole.pipes(""), "serve", "--port", "70000")).isEqualTo(ExitCode.USAGE);
    assertThat(served).isEmpty();
  }

  @Test
  void completionIsAScriptThatKnowsTheCommands() {
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "completion", "bash")).isZero();
    assertThat(console.out()).startsWith("#!").contains("doctor").contains("--accelerator");
  }

  @Test
  void noCommandShowsTheHelpAsWrongUsage() {
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console)).isEqualTo(ExitCode.USAGE);
    assertThat(console.err()).contains("Exit codes:");
    assertThat(console.out()).isEmpty();
  }

  @Test
  void helpIsAResult() {
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "--help")).isZero();
    assertThat(console.out()).contains("Exit codes:");
  }

  private static final class FakeShelf extends NoShelf {
    private final List<String> removed = new ArrayList<>();

    @Override
    public List<ModelEntry> list() {
      return List.of(FakeEngine.model("tiny"));
    }

    @Override
    public ModelEntry find(String id) {
      return list().stream()
          .filter(m -> m.id().value().equals(id))
          .findFirst()
          .orElseThrow(
              () -> new JanException(ErrorCode.MODEL_NOT_FOUND, "no " + id + "; there is tiny"));
    }

    @Override
    public void remove(ModelEntry model) {
      removed.add(model.id().value());
    }

    @Override
    public String libraries(String accelerator, boolean offline, ProgressPrinter progress) {
      if (offline) {
        throw new JanException(ErrorCode.EGRESS_DENIED, "would have fetched libraries");
      }
      return accelerator;
    }

    @Override
    public String starter() {
      return "tiny";
    }
  }
}
