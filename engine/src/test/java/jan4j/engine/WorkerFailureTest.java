package jan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.ErrorCode;
import jan4j.core.Generation;
import jan4j.core.GenerationEvent.Failed;
import jan4j.testkit.Await;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.Report;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerFailureTest {
  @Test
  void aFailedLoadGivesItsReasonToAllWhoWaitAndTheNextRequestTriesAgain() {
    try (var f = new EngineFixture("a")) {
      Generation one = f.ask("a");
      Generation two = f.ask("a");
      FakeWorker worker = f.worker().hello();
      worker.take(Command.Load.class);
      worker.report(new Report.LoadFailed("out_of_memory", "needs 9 GiB, 2 GiB are free")).exit(3);
      for (Generation g : List.of(one, two)) {
        Failed failed = EngineFixture.failure(g);
        assertThat(failed.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
        assertThat(failed.message()).contains("cannot load a", "9 GiB");
      }
      assertThat(((ModelState.Failed) f.state("a")).code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
      f.use("a");
    }
  }

  @Test
  void aCrashWhileLoadingNamesTheSignalAndTheNextRequestWorks() {
    try (var f = new EngineFixture("a")) {
      Generation g = f.ask("a");
      FakeWorker worker = f.worker().hello();
      worker.take(Command.Load.class);
      worker.print("ggml: something odd in /home/ada/x.gguf").exit(139);
      Failed failed = EngineFixture.failure(g);
      assertThat(failed.code()).isEqualTo(ErrorCode.ENGINE_CRASHED);
      assertThat(failed.message())
          .contains(
              "engine of a",
              "while it loaded the model",
              "SIGSEGV",
              "something odd in x.gguf",
              "again")
          .doesNotContain("/home");
      f.use("a");
    }
  }

  @Test
  void aCrashInPrefillNamesTheExpressionThatNativeCodeGave() {
    try (var f = new EngineFixture("a")) {
      Generation g = f.ask("a");
      FakeWorker worker = f.worker().load();
      long id = worker.take(Command.Generate.class).id();
      worker.report(new Report.Started(id, 3, 0));
      worker.report(new Report.Dying("ggml.c:7: GGML_ASSERT(n > 0)")).exit(134);
      assertThat(EngineFixture.failure(g).message())
          .contains("while it read the prompt", "ggml.c:7: GGML_ASSERT(n > 0)", "134");
      f.use("a");
    }
  }

  @Test
  void aKillInDecodeFailsEveryAnswerInFlight() {
    try (var f = new EngineFixture("a")) {
      Generation one = f.ask("a");
      Generation two = f.ask("a");
      FakeWorker worker = f.worker().load();
      long id = worker.take(Command.Generate.class).id();
      worker.take(Command.Generate.class);
      worker.report(new Report.Started(id, 3, 0)).report(new Report.Piece(id, "x", List.of()));
      worker.exit(137);
      List<String> messages =
          List.of(EngineFixture.failure(one).message(), EngineFixture.failure(two).message());
      assertThat(messages).allMatch(m -> m.contains("SIGKILL"));
      assertThat(messages).anyMatch(m -> m.contains("while it answered"));
      f.use("a");
    }
  }

  @Test
  void afterThreeCrashesWithinAMinuteTheModelIsLeftAloneForAWhile() {
    try (var f = new EngineFixture("a")) {
      for (int i = 0; i < CrashHistory.LIMIT; i++) {
        crash(f);
      }
      Failed refused = EngineFixture.failure(f.ask("a"));
      assertThat(refused.code()).isEqualTo(ErrorCode.ENGINE_UNAVAILABLE);
      assertThat(refused.message()).contains("repeated crashes", "SIGABRT");
      assertThat(f.startedMore()).isFalse();
      f.clock.advance(CrashHistory.FIRST_DELAY);
      f.use("a");
    }
  }

  @Test
  void theDelayDoublesUntilAnAnswerIsComplete() {
    var history = new CrashHistory();
    var now = new ManualAlarmClock().clock().instant();
    assertThat(history.add(now)).isEqualTo(now);
    assertThat(history.add(now)).isEqualTo(now);
    assertThat(history.add(now)).isEqualTo(now.plus(CrashHistory.FIRST_DELAY));
    assertThat(history.add(now)).isEqualTo(now.plus(CrashHistory.FIRST_DELAY.multipliedBy(2)));
    history.clear();
    assertThat(history.add(now)).isEqualTo(now);
  }

  @Test
  void crashesFarApartDoNotDelay() {
    try (var f = new EngineFixture("a")) {
      for (int i = 0; i < 5; i++) {
        crash(f);
        f.clock.advance(CrashHistory.WINDOW);
      }
      f.use("a");
    }
  }

  private static void crash(EngineFixture f) {
    Generation g = f.ask("a");
    FakeWorker worker = f.worker().load();
    worker.take(Command.Generate.class);
    worker.exit(134);
    EngineFixture.failure(g);
  }

  @Test
  void aWrongNonceIsRefused() {
    try (var f = new EngineFixture("a")) {
      Generation g = f.ask("a");
      FakeWorker worker = f.worker();
      worker.report(new Report.Hello(Report.PROTOCOL_VERSION, "guess", 1, "fake"));
      assertThat(EngineFixture.failure(g).message()).contains("nonce is wrong");
      assertThat(worker.hasCommand()).isFalse();
      Await.until("the worker is gone", () -> !worker.isAlive());
    }
  }

  @Test
  void anotherProtocolIsRefusedWithBothVersions() {
    try (var f = new EngineFixture("a")) {
      Generation g = f.ask("a");
      FakeWorker worker = f.worker();
      worker.report(new Report.Hello(99, worker.nonce(), 1, "fake"));
      assertThat(EngineFixture.failure(g).message()).contains("protocol 99", "this core 1");
      Await.until("the worker is gone", () -> !worker.isAlive());
    }
  }

  @Test
  void aWorkerThatNeverSaysHelloIsKilled() {
    try (var f = new EngineFixture("a")) {
      Generation g = f.ask("a");
      FakeWorker worker = f.worker();
      f.awaitState("a", ModelState.Starting.class);
      f.clock.advance(EngineFixture.SETTINGS.helloLimit());
      assertThat(EngineFixture.failure(g).message()).contains("did not connect within 30 s");
      assertThat(worker.isAlive()).isFalse();
    }
  }

  @Test
  void aWorkerWhoseLoopHangsIsKilled() {
    try (var f = new EngineFixture("a")) {
      Generation g = f.ask("a");
      FakeWorker worker = f.worker().mute().load();
      worker.take(Command.Generate.class);
      f.engine.status();
      f.clock.advance(EngineFixture.SETTINGS.helloLimit());
      f.engine.status();
      f.clock.advance(EngineFixture.SETTINGS.silenceLimit());
      assertThat(EngineFixture.failure(g).message()).contains("no sign of life");
      assertThat(worker.isAlive()).isFalse();
    }
  }

  @Test
  void aWorkerThatEndsItsSocketButNotItselfIsKilled() {
    try (var f =
        new EngineFixture(EngineFixture.SETTINGS.with(s -> s.stopGrace = Duration.ZERO), "a")) {
      Generation g = f.ask("a");
      FakeWorker worker = f.worker();
      worker.report(new Report.Pong(1));
      assertThat(EngineFixture.failure(g).message()).contains("did not say hello");
      assertThat(worker.isAlive()).isFalse();
    }
  }
}
