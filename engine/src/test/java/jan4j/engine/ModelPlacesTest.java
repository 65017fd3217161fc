package jan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.ErrorCode;
import jan4j.core.Generation;
import jan4j.core.ModelId;
import jan4j.testkit.Await;
import jan4j.wire.worker.Command;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ModelPlacesTest {
  private static final LlamaCppSettings ONE_PLACE =
      EngineFixture.SETTINGS.with(s -> s.maxModels = 1);
  private static final Duration PATIENCE = EngineFixture.SETTINGS.placePatience();

  @Test
  void severalModelsAreLoadedAtOnce() {
    try (var f = new EngineFixture("a", "b")) {
      f.use("a");
      f.use("b");
      assertThat(f.state("a")).isInstanceOf(ModelState.Ready.class);
      assertThat(f.state("b")).isInstanceOf(ModelState.Ready.class);
    }
  }

  @Test
  void anIdleModelIsUnloadedAfterItsTime() {
    try (var f = new EngineFixture("a")) {
      FakeWorker worker = f.use("a");
      f.clock.advance(EngineFixture.SETTINGS.idleTimeout().minusSeconds(1));
      Generation g = f.ask("a");
      worker.answer("x");
      EngineFixture.drain(g);
      f.awaitIdle("a");
      f.clock.advance(Duration.ofSeconds(2));
      assertThat(f.state("a")).isInstanceOf(ModelState.Ready.class);
      f.clock.advance(EngineFixture.SETTINGS.idleTimeout());
      f.awaitState("a", ModelState.Absent.class);
      assertThat(worker.exitValue()).isZero();
      f.use("a");
    }
  }

  @Test
  void aBusyModelIsNeverIdle() {
    try (var f = new EngineFixture("a")) {
      FakeWorker worker = f.use("a");
      Generation g = f.ask("a");
      long id = worker.take(Command.Generate.class).id();
      f.clock.advance(EngineFixture.SETTINGS.idleTimeout().multipliedBy(3));
      assertThat(f.state("a")).isInstanceOf(ModelState.Ready.class);
      worker.finish(id);
      assertThat(EngineFixture.completes(g)).isTrue();
    }
  }

  @Test
  void anIdleTimeOfZeroMeansNever() {
    try (var f =
        new EngineFixture(EngineFixture.SETTINGS.with(s -> s.idleTimeout = Duration.ZERO), "a")) {
      f.use("a");
      f.clock.advance(Duration.ofDays(1));
      assertThat(f.state("a")).isInstanceOf(ModelState.Ready.class);
    }
  }

  @Test
  void theModelUsedLongestAgoMakesRoom() {
    try (var f =
        new EngineFixture(EngineFixture.SETTINGS.with(s -> s.maxModels = 2), "a", "b", "c")) {
      FakeWorker a = f.use("a");
      f.clock.advance(Duration.ofSeconds(1));
      FakeWorker b = f.use("b");
      f.clock.advance(Duration.ofSeconds(1));
      Generation again = f.ask("a");
      a.answer("x");
      EngineFixture.drain(again);
      f.awaitIdle("a");
      f.use("c");
      assertThat(b.isAlive()).isFalse();
      assertThat(a.isAlive()).isTrue();
    }
  }

  @Test
  void aBusyModelIsNotEvictedAndTheRequestWaitsItsTurn() {
    try (var f = new EngineFixture(EngineFixture.SETTINGS.with(s -> s.maxModels = 1), "a", "b")) {
      Generation busy = f.ask("a");
      FakeWorker a = f.worker().load();
      long id = a.take(Command.Generate.class).id();
      Generation waits = f.ask("b");
      assertThat(f.startedMore()).isFalse();
      a.finish(id);
      assertThat(EngineFixture.completes(busy)).isTrue();
      f.worker().load().answer("x");
      assertThat(EngineFixture.completes(waits)).isTrue();
      assertThat(a.isAlive()).isFalse();
    }
  }

  @Test
  void aModelUnderConstantLoadMakesRoomForOneThatWaitedLong() {
    try (var f = new EngineFixture(ONE_PLACE, "a", "b")) {
      Generation first = f.ask("a");
      FakeWorker a = f.worker().load();
      long id = a.take(Command.Generate.class).id();
      Generation waits = f.ask("b");
      f.state("b"); // it waits since now
      f.clock.advance(PATIENCE.minusSeconds(1));
      Generation inTime = f.ask("a");
      long second = a.take(Command.Generate.class).id();
      a.finish(id);
      assertThat(EngineFixture.completes(first)).isTrue();
      assertThat(f.startedMore()).isFalse();

      f.clock.advance(Duration.ofSeconds(1));
      f.awaitState("a", ModelState.Draining.class);
      Generation late = f.ask("a");
      f.state("a");
      assertThat(a.hasCommand()).isFalse();
      a.finish(second);
      assertThat(EngineFixture.completes(inTime)).isTrue();
      f.worker().load().answer("x");
      assertThat(EngineFixture.completes(waits)).isTrue();
      f.worker().load().answer("x");
      assertThat(EngineFixture.completes(late)).isTrue();
    }
  }

  @Test
  void makingRoomBreaksNoAnswerOff() {
    try (var f = new EngineFixture(ONE_PLACE, "a", "b")) {
      Generation running = f.ask("a");
      FakeWorker a = f.worker().load();
      long id = a.take(Command.Generate.class).id();
      Generation waits = f.ask("b");
      f.state("b"); // it waits since now
      f.clock.advance(PATIENCE);
      f.awaitState("a", ModelState.Draining.class);
      f.clock.advance(EngineFixture.SETTINGS.drainLimit().multipliedBy(10));
      assertThat(f.state("a")).isInstanceOf(ModelState.Draining.class);
      a.finish(id);
      assertThat(EngineFixture.completes(running)).isTrue();
      f.worker().load().answer("x");
      assertThat(EngineFixture.completes(waits)).isTrue();
    }
  }

  @Test
  void anUnloadLimitsWhatOnlyMadeRoom() {
    try (var f = new EngineFixture(ONE_PLACE, "a", "b")) {
      Generation running = f.ask("a");
      FakeWorker a = f.worker().load();
      a.take(Command.Generate.class);
      Generation waits = f.ask("b");
      f.state("b"); // it waits since now
      f.clock.advance(PATIENCE);
      f.awaitState("a", ModelState.Draining.class);
      Thread.startVirtualThread(() -> f.engine.unload(new ModelId("a")));
      Await.until(
          "the limit is set",
          () -> {
            f.clock.advance(EngineFixture.SETTINGS.drainLimit());
            return !a.isAlive();
          });
      assertThat(EngineFixture.failure(running).message()).contains("was unloaded");
      f.worker().load().answer("x");
      assertThat(EngineFixture.completes(waits)).isTrue();
    }
  }

  @Test
  void ofTwoModelsUnderLoadTheOneLoadedLongestAgoMakesRoom() {
    try (var f =
        new EngineFixture(EngineFixture.SETTINGS.with(s -> s.maxModels = 2), "a", "b", "c")) {
      f.ask("a");
      FakeWorker a = f.worker().load();
      a.take(Command.Generate.class);
      f.clock.advance(Duration.ofSeconds(1));
      f.ask("b");
      FakeWorker b = f.worker().load();
      b.take(Command.Generate.class);
      Generation waits = f.ask("c");
      f.state("c");
      f.clock.advance(PATIENCE);
      f.awaitState("a", ModelState.Draining.class);
      assertThat(f.state("b")).isInstanceOf(ModelState.Ready.class);
      waits.close();
    }
  }

  @Test
  void aRequestThatWasClosedWhileItWaitedTakesNoPlace() {
    try (var f = new EngineFixture(EngineFixture.SETTINGS.with(s -> s.maxModels = 1), "a", "b")) {
      Generation busy = f.ask("a");
      FakeWorker a = f.worker().load();
      long id = a.take(Command.Generate.class).id();
      f.ask("b").close();
      a.finish(id);
      assertThat(EngineFixture.completes(busy)).isTrue();
      f.awaitIdle("a");
      assertThat(f.startedMore()).isFalse();
      assertThat(a.isAlive()).isTrue();
    }
  }

  @Test
  void aFailedModelFreesItsPlace() {
    try (var f = new EngineFixture(EngineFixture.SETTINGS.with(s -> s.maxModels = 1), "a", "b")) {
      Generation one = f.ask("a");
      FakeWorker a = f.worker().load();
      a.take(Command.Generate.class);
      Generation two = f.ask("b");
      a.exit(139);
      EngineFixture.failure(one);
      f.worker().load().answer("x");
      assertThat(EngineFixture.completes(two)).isTrue();
    }
  }

  @Test
  void tooManyWaitingRequestsAreRefusedAsBusy() {
    try (var f = new EngineFixture(EngineFixture.SETTINGS.with(s -> s.maxWaiting = 1), "a")) {
      f.ask("a");
      assertThat(EngineFixture.failure(f.ask("a")).code()).isEqualTo(ErrorCode.BUSY);
    }
  }

  @Test
  void unloadWaitsForRunningAnswersAndNewRequestsGetANewWorker() {
    try (var f = new EngineFixture("a")) {
      Generation running = f.ask("a");
      FakeWorker old = f.worker().load();
      long id = old.take(Command.Generate.class).id();
      Thread unload = Thread.startVirtualThread(() -> f.engine.unload(new ModelId("a")));
      f.awaitState("a", ModelState.Draining.class);
      Generation next = f.ask("a");
      assertThat(f.startedMore()).isFalse();
      old.finish(id);
      assertThat(EngineFixture.completes(running)).isTrue();
      FakeWorker fresh = f.worker().load().answer("x");
      assertThat(EngineFixture.completes(next)).isTrue();
      Await.until("unload returned", () -> !unload.isAlive());
      assertThat(old.exitValue()).isZero();
      assertThat(fresh.isAlive()).isTrue();
    }
  }

  @Test
  void unloadBreaksAnswersOffAfterItsLimit() {
    try (var f = new EngineFixture("a")) {
      Generation running = f.ask("a");
      FakeWorker worker = f.worker().load();
      worker.take(Command.Generate.class);
      Thread.startVirtualThread(() -> f.engine.unload(new ModelId("a")));
      f.awaitState("a", ModelState.Draining.class);
      f.clock.advance(EngineFixture.SETTINGS.drainLimit());
      assertThat(EngineFixture.failure(running).message()).contains("was unloaded", "30 s");
      f.awaitState("a", ModelState.Absent.class);
      assertThat(worker.isAlive()).isFalse();
    }
  }
}
