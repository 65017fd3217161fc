package jan4j.store;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.ErrorCode;
import jan4j.core.FinishReason;
import jan4j.core.GenerationEvent;
import jan4j.core.GenerationRequest;
import jan4j.core.Message;
import jan4j.core.ModelId;
import jan4j.core.Prompt;
import jan4j.core.Role;
import jan4j.core.Sampling;
import jan4j.testkit.FakeEngine;
import jan4j.testkit.Gate;
import jan4j.testkit.Script;
import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
  @TempDir Path root;
  private StoreFixture fixture;
  private Store store;
  private final FakeEngine engine = new FakeEngine("tiny");
  private Runs runs;
  private Runnable tick = () -> {};
  private ThreadId thread;
  private String question;

  @BeforeEach
  void open() {
    fixture = new StoreFixture(root);
    store = fixture.open();
    runs = runs();
    thread = store.threads().create(NewThread.titled("T")).id();
    question = store.threads().append(thread, NewMessage.text("user", "Hi?")).id();
  }

  private Runs runs() {
    return new Runs(
        store.threads(),
        engine::start,
        (_, action) -> {
          tick = action;
          return () -> {};
        });
  }

  @AfterEach
  void close() {
    runs.close();
    store.close();
    engine.close();
  }

  private RunRequest request() {
    return new RunRequest(
        thread,
        question,
        new GenerationRequest(
            "r",
            new ModelId("tiny"),
            new Prompt.Chat(List.of(Message.of(Role.USER, "Hi?")), List.of(), Map.of()),
            Sampling.DEFAULT,
            -1,
            List.of(),
            -1,
            true,
            false,
            jan4j.core.AnswerForm.FREE),
        List.of(),
        Map.of("temperature", 0.5));
  }

  private static List<RunEvent> all(Run run, long after) {
    List<RunEvent> out = new ArrayList<>();
    try (RunFollower follower = run.follow(after)) {
      while (follower.hasNext()) {
        out.add(follower.next());
      }
    }
    return out;
  }

  private JanMessage answer(Run run) {
    return store.threads().open(thread).tree().find(run.messageId()).orElseThrow();
  }

  @Test
  void anAnswerIsKeptWithRecipeAndNumbers() {
    engine.enqueue(
        new Script()
            .started(12, 4)
            .reasoning("Hm.")
            .text("Hel")
            .text("lo")
            .finished(FinishReason.STOP));
    Run run = runs.start(request());
    List<RunEvent> events = all(run, 0);
    assertThat(events.getLast().body())
        .isEqualTo(new RunEvent.Body.Ended(JanMessage.Status.READY, run.messageId(), ""));
    JanMessage answer = answer(run);
    assertThat(answer.parts())
        .containsExactly(new JanPart.Reasoning("Hm."), new JanPart.Text("Hello"));
    assertThat(answer.status()).isEqualTo(JanMessage.Status.READY);
    assertThat(answer.own())
        .containsEntry("model", "tiny")
        .containsEntry("finish_reason", "stop")
        .containsKeys("prompt_tokens", "cached_tokens", "completion_tokens", "first_token_ms")
        .containsKey("recipe");
    assertThat(store.threads().open(thread).tree().parent(answer.id())).isEqualTo(question);
  }

  @Test
  void twoFollowersSeeTheSameAndOneThatComesBackMissesNothing() {
    Gate gate = engine.gate("in the midst");
    engine.enqueue(
        new Script()
            .started(1, 0)
            .text("a")
            .text("b")
            .gate(gate)
            .text("c")
            .finished(FinishReason.STOP));
    Run run = runs.start(request());
    List<RunEvent> first = new ArrayList<>();
    try (RunFollower follower = run.follow(0)) {
      first.add(follower.next());
      first.add(follower.next());
    }
    gate.awaitReached();
    gate.open();
    first.addAll(all(run, first.getLast().id()));
    assertThat(first).isEqualTo(all(run, 0));
    assertThat(first).extracting(RunEvent::id).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void aLongRunIsFollowedFromItsFirstEventThoughMemoryHoldsTheLastOnly() {
    Script script = new Script().started(1, 0);
    int count = Run.MAX_BUFFERED * 2;
    for (int i = 0; i < count; i++) {
      script.text(i + " ");
    }
    Gate gate = engine.gate("before the end");
    engine.enqueue(script.gate(gate).finished(FinishReason.STOP));
    Run run = runs.start(request());
    gate.awaitReached();
    tick.run();
    gate.open();
    List<RunEvent> events = all(run, 0);
    assertThat(events).hasSize(count + 3);
    StringBuilder text = new StringBuilder();
    long id = 0;
    for (RunEvent event : events) {
      assertThat(event.id()).isEqualTo(++id);
      if (event.body()
          instanceof RunEvent.Body.Happened(GenerationEvent.TextDelta(String t, var _))) {
        text.append(t);
      }
    }
    assertThat(answer(run).text()).isEqualTo(text.toString()).endsWith((count - 1) + " ");
  }

  @Test
  void aRunningAnswerShowsAsPendingInItsThread() {
    Gate gate = engine.gate("in the midst");
    engine.enqueue(
        new Script().started(1, 0).text("so far").gate(gate).finished(FinishReason.STOP));
    Run run = runs.start(request());
    gate.awaitReached();
    try (RunFollower follower = run.follow(1)) {
      follower.next();
    }
    assertThat(answer(run).status()).isEqualTo(JanMessage.Status.PENDING);
    assertThat(answer(run).text()).isEqualTo("so far");
    gate.open();
    all(run, 0);
    assertThat(answer(run).status()).isEqualTo(JanMessage.Status.READY);
    assertThat(StoreFixture.lines(fixture.folder.messages(thread))).hasSize(2);
  }

  @Test
  void stopEndsTheAnswerAndKeepsItsText() {
    Gate gate = engine.gate("never opened");
    engine.enqueue(new Script().started(1, 0).text("half").gate(gate).text("never"));
    Run run = runs.start(request());
    gate.awaitReached();
    run.stop();
    assertThat(all(run, 0).getLast().body())
        .isEqualTo(new RunEvent.Body.Ended(JanMessage.Status.STOPPED, run.messageId(), ""));
    assertThat(answer(run).text()).isEqualTo("half");
    assertThat(answer(run).status()).isEqualTo(JanMessage.Status.STOPPED);
    assertThat(engine.cancelled()).hasSize(1);
  }

  @Test
  void aFailureIsKeptWithWhatCameBefore() {
    engine.enqueue(
        new Script().started(1, 0).text("half").failed(ErrorCode.ENGINE_CRASHED, "gone"));
    Run run = runs.start(request());
    all(run, 0);
    assertThat(answer(run).status()).isEqualTo(JanMessage.Status.ERROR);
    assertThat(answer(run).own()).containsEntry("error", "engine_crashed");
    engine.enqueue(Script.refused(ErrorCode.MODEL_NOT_FOUND, "no such model"));
    Run refused = runs.start(request());
    assertThat(all(refused, 0).getFirst().body())
        .isEqualTo(
            new RunEvent.Body.Happened(
                new GenerationEvent.Failed(ErrorCode.MODEL_NOT_FOUND, "no such model")));
  }

  @Test
  void afterAKillTheAnswerStandsThereAsStopped() throws Exception {
    Gate gate = engine.gate("when it is killed");
    engine.enqueue(new Script().started(9, 2).text("as far ").text("as it came").gate(gate));
    Run run = runs.start(request());
    gate.awaitReached();
    try (RunFollower follower = run.follow(2)) {
      follower.next();
    }
    tick.run();
    Path killed = root.resolveSibling(root.getFileName() + "-killed");
    StoreFixture.copy(root, killed);
    StoreFixture after = new StoreFixture(killed);
    for (int i = 0; i < 2; i++) {
      try (Store again = after.open()) {
        JanMessage answer = again.threads().open(thread).tree().find(run.messageId()).orElseThrow();
        assertThat(answer.text()).isEqualTo("as far as it came");
        assertThat(answer.status()).isEqualTo(JanMessage.Status.STOPPED);
        assertThat(again.threads().open(thread).tree().messages()).hasSize(2);
        assertThat(again.notices()).hasSize(i == 0 ? 1 : 0);
      }
    }
    try (var journals = Files.list(after.folder.runs())) {
      assertThat(journals).isEmpty();
    }
  }

  @Test
  void aStoppedAnswerGoesOn() {
    engine.enqueue(new Script().started(1, 0).text("two").finished(FinishReason.STOP));
    RunRequest plain = request();
    Run run =
        runs.start(
            new RunRequest(
                plain.thread(),
                plain.parent(),
                plain.request(),
                List.of(new JanPart.Text("one ")),
                Map.of()));
    all(run, 0);
    assertThat(answer(run).text()).isEqualTo("one two");
  }

  @Test
  void anAnswerThatCouldNotBeKeptIsKeptLater() {
    Gate gate = engine.gate("before the disk is full");
    engine.enqueue(new Script().started(1, 0).text("kept").gate(gate).finished(FinishReason.STOP));
    Run run = runs.start(request());
    gate.awaitReached();
    fixture.files.room = 0;
    gate.open();
    assertThat(all(run, 0).getLast().body())
        .isInstanceOfSatisfying(
            RunEvent.Body.Ended.class, e -> assertThat(e.problem()).contains("disk is full"));
    assertThat(answer(run).text()).isEqualTo("kept");
    fixture.files.room = Long.MAX_VALUE;
    tick.run();
    assertThat(StoreFixture.lines(fixture.folder.messages(thread))).hasSize(2);
  }
}
