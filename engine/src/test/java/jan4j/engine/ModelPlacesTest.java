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
    try (var f = new EngineFixture(EngineFixture.SETTINGS.withIdleTimeout(Duration.ZERO), "a")) {
      f.use("a");
      f.clock.advance(Duration.ofDays(1));
      assertThat(f.state("a")).isInstanceOf(ModelState.Ready.class);
    }
  }

  @Test
  void theModelUsedLongestAgoMakesRoom() {
    try (var f = new EngineFixture(EngineFixture.SETTINGS.withMaxModels(2), "a", "b", "c")) {
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
    try (var f = new EngineFixture(EngineFixture.SETTINGS.withMaxModels(1), "a", "b")) {
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
  void aRequestThatWasClosedWhileItWaitedTakesNoPlace() {
    try (var f = new EngineFixture(EngineFixture.SETTINGS.withMaxModels(1), "a", "b")) {
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
    try (var f = new EngineFixture(EngineFixture.SETTINGS.withMaxModels(1), "a", "b")) {
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
    try (var f = new EngineFixture(EngineFixture.SETTINGS.withMaxWaiting(1), "a")) {
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
