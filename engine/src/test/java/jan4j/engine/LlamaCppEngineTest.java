package jan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.AnswerForm;
import jan4j.core.ErrorCode;
import jan4j.core.Generation;
import jan4j.core.GenerationEvent;
import jan4j.core.GenerationRequest;
import jan4j.core.JanException;
import jan4j.core.Message;
import jan4j.core.ModelId;
import jan4j.core.Prompt;
import jan4j.core.Role;
import jan4j.core.Sampling;
import jan4j.testkit.Await;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LlamaCppEngineTest {
  @Test
  void theFirstRequestLoadsTheModelAndShowsProgress() {
    try (var f = new EngineFixture("a")) {
      Generation g = f.ask("a");
      FakeWorker worker = f.worker().hello();
      assertThat(worker.take(Command.Load.class).nThreadsDefault()).isEqualTo(2);
      worker.report(new Report.LoadProgress(0.5)).loaded().answer("hello");
      assertThat(EngineFixture.drain(g))
          .contains(new GenerationEvent.LoadProgress(0.5))
          .contains(new GenerationEvent.Started(3, 0))
          .contains(new GenerationEvent.TextDelta("hello", List.of()))
          .last()
          .isInstanceOf(GenerationEvent.Finished.class);
    }
  }

  @Test
  void theSecondRequestUsesTheLoadedModel() {
    try (var f = new EngineFixture("a")) {
      FakeWorker worker = f.use("a");
      Generation g = f.ask("a");
      worker.answer("again");
      assertThat(EngineFixture.completes(g)).isTrue();
      assertThat(f.startedMore()).isFalse();
    }
  }

  @Test
  void requestsOfOneModelRunAtTheSameTime() {
    try (var f = new EngineFixture("a")) {
      Generation one = f.ask("a");
      Generation two = f.ask("a");
      FakeWorker worker = f.worker().load();
      long first = worker.take(Command.Generate.class).id();
      long second = worker.take(Command.Generate.class).id();
      assertThat(((ModelState.Ready) f.state("a")).leases()).isEqualTo(2);
      worker.finish(second).finish(first);
      assertThat(EngineFixture.completes(one)).isTrue();
      assertThat(EngineFixture.completes(two)).isTrue();
      f.awaitIdle("a");
    }
  }

  @Test
  void aChatIsRenderedWithTheTokensOfTheLoadedModelAndTheStopTextsOfItsTemplate() {
    try (var f = new EngineFixture("a")) {
      var chat = new Prompt.Chat(List.of(Message.of(Role.USER, "hi")), List.of(), Map.of());
      f.engine.start(
          new GenerationRequest(
              "r",
              new ModelId("a"),
              chat,
              Sampling.DEFAULT,
              8,
              List.of("."),
              -1,
              true,
              false,
              AnswerForm.FREE));
      Command.Generate sent = f.worker().load().take(Command.Generate.class);
      assertThat(sent.prompt())
          .containsExactly(new Command.Segment("<s>", true), new Command.Segment("hi", false));
      assertThat(sent.stop()).containsExactly(".", "STOP");
      assertThat(f.engine.status().models().getFirst().notice()).isEqualTo("echo");
    }
  }

  @Test
  void anUnknownModelIsRefusedWithWhatIsThere() {
    try (var f = new EngineFixture("a", "b")) {
      assertThatThrownBy(() -> f.ask("c"))
          .isInstanceOfSatisfying(
              JanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND))
          .hasMessageContaining("\"c\"")
          .hasMessageContaining("a, b");
    }
  }

  @Test
  void closingSendsOneCancelAndItsReportFreesTheLease() {
    try (var f = new EngineFixture("a")) {
      Generation g = f.ask("a");
      FakeWorker worker = f.worker().load();
      long id = worker.take(Command.Generate.class).id();
      worker.report(new Report.Started(id, 3, 0));
      while (!(g.next() instanceof GenerationEvent.Started)) {}
      g.close();
      g.close();
      assertThat(worker.take(Command.Cancel.class).id()).isEqualTo(id);
      worker.report(new Report.Failed(id, "cancelled", "cancelled"));
      f.awaitIdle("a");
      assertThat(g.hasNext()).isFalse();
      assertThat(worker.hasCommand()).isFalse();
    }
  }

  @Test
  void closingAfterTheEndCancelsNothing() {
    try (var f = new EngineFixture("a")) {
      Generation g = f.ask("a");
      FakeWorker worker = f.worker().load().answer("x");
      EngineFixture.drain(g);
      g.close();
      f.awaitIdle("a");
      assertThat(worker.hasCommand()).isFalse();
    }
  }

  @Test
  void aRequestClosedWhileTheModelLoadsNeverReachesTheWorker() {
    try (var f = new EngineFixture("a")) {
      Generation g = f.ask("a");
      FakeWorker worker = f.worker().hello();
      worker.take(Command.Load.class);
      g.close();
      f.engine.status();
      worker.loaded();
      f.awaitIdle("a");
      assertThat(g.hasNext()).isFalse();
      assertThat(worker.hasCommand()).isFalse();
    }
  }

  @Test
  void loadAndUnloadWithoutARequest() {
    try (var f = new EngineFixture("a")) {
      List<Double> progress = new ArrayList<>();
      Thread loader =
          Thread.startVirtualThread(() -> f.engine.load(new ModelId("a"), progress::add));
      FakeWorker worker = f.worker().hello();
      worker.take(Command.Load.class);
      worker.report(new Report.LoadProgress(0.25)).loaded();
      Await.until("loaded", () -> !loader.isAlive());
      assertThat(progress).contains(0.25);
      assertThat(((ModelState.Ready) f.state("a")).pid()).isEqualTo(worker.pid());
      f.engine.unload(new ModelId("a"));
      assertThat(worker.isAlive()).isFalse();
      assertThat(f.state("a")).isEqualTo(new ModelState.Absent());
    }
  }

  @Test
  void theNonceIsInTheEnvironmentAndTheSocketIsPrivate() throws Exception {
    try (var f = new EngineFixture("a")) {
      f.ask("a");
      FakeWorker worker = f.worker();
      Path folder = Path.of(worker.environment().get("JAN4J_WORKER_SOCKET")).getParent();
      assertThat(worker.environment())
          .containsEntry("JAN4J_NATIVE_FOLDER", "native")
          .containsEntry("GGML_NO_BACKTRACE", "1");
      assertThat(worker.environment().get("JAN4J_WORKER_NONCE")).hasSize(32);
      assertThat(Files.getPosixFilePermissions(folder)).hasSize(3);
      worker.load();
      f.engine.close();
      assertThat(folder).doesNotExist();
    }
  }

  @Test
  void closeStopsAWorkerThatDoesNotWantToAndFailsItsAnswers() {
    var f = new EngineFixture("a", "b");
    Generation g = f.ask("a");
    FakeWorker worker = f.worker().stubborn().load();
    worker.take(Command.Generate.class);
    f.ask("b");
    FakeWorker starting = f.worker();
    f.close();
    assertThat(worker.exitValue()).isEqualTo(137);
    assertThat(starting.isAlive()).isFalse();
    assertThat(EngineFixture.failure(g).code()).isEqualTo(ErrorCode.ENGINE_UNAVAILABLE);
    assertThatThrownBy(() -> f.ask("a")).hasMessageContaining("closed");
  }
}
