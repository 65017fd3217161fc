package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoreRunnerTest {
  @TempDir Path home;

  private final TestConsole console = TestConsole.pipes("");
  private CoreRunner runner;

  @BeforeEach
  void makeRunner() throws Exception {
    Path lib = Files.createDirectories(home.resolve("worker/target/dist/lib"));
    Files.createFile(lib.resolve("b.jar"));
    Files.createFile(lib.resolve("a.jar"));
    runner =
        new CoreRunner(
            console.console(),
            new NoShelf(),
            new LocalEngines(new WorkerCommand(home), () -> 1, () -> false, home),
            new CoreRunner.Folders(home.resolve("data/jan4j"), home.resolve("data")),
            Clock.systemUTC());
  }

  private static CoreStarter.Choice onPort(int port) {
    return new CoreStarter.Choice(
        "127.0.0.1", port, "", Duration.ZERO, true, "", UnaryOperator.identity());
  }

  @Test
  void aRunningCoreIsNamedInItsFileAndGoneAfterwards() {
    Path file = home.resolve("data/jan4j/core.json");

    try (CoreRunner.Running running = runner.start(onPort(0))) {
      assertThat(RunningCore.find(home.resolve("data/jan4j"))).contains(running.core());
    }

    assertThat(file).doesNotExist();
  }

  @Test
  void aFolderInUseIsAFailureThatNamesTheRunningCore() {
    try (CoreRunner.Running first = runner.start(onPort(0))) {
      int port = first.core().url().getPort();

      JanException failure =
          catchThrowableOfType(JanException.class, () -> runner.start(onPort(port)));

      assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_IN_USE);
      assertThat(failure)
          .hasMessageContaining(home.resolve("data").toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      assertThat(RunningCore.find(home.resolve("data/jan4j"))).contains(first.core());
    }
  }

  @Test
  void aModelFileThatCannotBeUsedIsSaidBeforeAnythingListens() {
    CoreStarter.Choice choice =
        new CoreStarter.Choice(
            "127.0.0.1", 0, "", Duration.ZERO, true, "no.gguf", UnaryOperator.identity());

    JanException failure = catchThrowableOfType(JanException.class, () -> runner.start(choice));

    assertThat(failure.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND);
    assertThat(home.resolve("data/jan4j/core.json")).doesNotExist();
  }

  @Test
  void theWorkersClassPathIsSorted() {
    assertThat(new WorkerCommand(home).java())
        .contains(
            home.resolve("worker/target/dist/lib/a.jar")
                + System.getProperty("path.separator")
                + home.resolve("worker/target/dist/lib/b.jar"))
        .endsWith("jan4j.worker.WorkerMain");
  }

  @Test
  void aWorkerThatWasNotBuiltIsNamed() {
    WorkerCommand command = new WorkerCommand(home.resolve("elsewhere"));

    assertThat(catchThrowableOfType(JanException.class, command::java).getMessage())
        .contains("elsewhere")
        .contains("./jan4j");
  }
}
