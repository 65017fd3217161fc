package jan4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.AnswerForm;
import jan4j.core.ErrorCode;
import jan4j.core.FinishReason;
import jan4j.core.Generation;
import jan4j.core.GenerationEvent;
import jan4j.core.GenerationRequest;
import jan4j.core.JanException;
import jan4j.core.ModelId;
import jan4j.core.Prompt;
import jan4j.core.Sampling;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FakeEngineTest {
  private final FakeEngine engine = new FakeEngine("fake");

  @Test
  void anAnswerPlaysItsScriptAndIsNotCancelledByItsClose() {
    engine.enqueue(Script.answer("Hel", "lo"));

    try (Generation generation = engine.start(request("1", "fake"))) {
      assertThat(texts(generation)).containsExactly("Hel", "lo");
    }

    assertThat(engine.cancelled()).isEmpty();
    assertThat(engine.running()).isZero();
    assertThat(engine.onlyRequest().id()).isEqualTo("1");
  }

  @Test
  void anAnswerWaitsAtAGateUntilItOpens() throws InterruptedException {
    Gate gate = engine.gate("middle");
    engine.enqueue(
        new Script().started(1, 0).text("a").gate(gate).text("b").finished(FinishReason.STOP));
    Generation generation = engine.start(request("1", "fake"));
    List<String> texts = new ArrayList<>();

    Thread consumerThread = Thread.startVirtualThread(() -> texts.addAll(texts(generation)));
    gate.awaitReached();
    assertThat(engine.running()).isOne();
    gate.open();
    consumerThread.join();

    assertThat(texts).containsExactly("a", "b");
  }

  @Test
  void aCloseFreesAnAnswerThatWaitsAndIsSeenAsACancel() throws InterruptedException {
    Gate gate = engine.gate("never opened");
    engine.enqueue(new Script().started(1, 0).gate(gate).text("late"));
    Generation generation = engine.start(request("1", "fake"));
    Thread consumerThread =
        Thread.startVirtualThread(() -> assertThat(texts(generation)).isEmpty());
    gate.awaitReached();

    generation.close();
    generation.close();
    consumerThread.join();

    engine.awaitCancelled(1);
    assertThat(engine.cancelled()).containsExactly("1");
    assertThat(generation.hasNext()).isFalse();
  }

  @Test
  void aRequestIsRefusedAsTheScriptOrTheModelListSays() {
    engine.enqueue(Script.refused(ErrorCode.BUSY, "full"));

    assertThatThrownBy(() -> engine.start(request("1", "fake")))
        .isInstanceOfSatisfying(
            JanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUSY));
    assertThatThrownBy(() -> engine.start(request("2", "other")))
        .isInstanceOfSatisfying(
            JanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND));
    assertThatThrownBy(() -> engine.start(request("3", "fake")))
        .hasMessageContaining("no script for the request 3");
    assertThat(engine.requests()).hasSize(3);
  }

  @Test
  void closingTheEngineEndsItsAnswers() {
    engine.enqueue(Script.answer("a"));
    Generation generation = engine.start(request("1", "fake"));

    engine.close();

    assertThat(generation.hasNext()).isFalse();
    assertThat(engine.cancelled()).containsExactly("1");
    assertThatThrownBy(() -> engine.start(request("2", "fake")))
        .isInstanceOfSatisfying(
            JanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ENGINE_UNAVAILABLE));
  }

  private static List<String> texts(Generation generation) {
    List<String> texts = new ArrayList<>();
    while (generation.hasNext()) {
      if (generation.next() instanceof GenerationEvent.TextDelta delta) {
        texts.add(delta.text());
      }
    }
    return texts;
  }

  private static GenerationRequest request(String id, String model) {
    return new GenerationRequest(
        id,
        new ModelId(model),
        new Prompt.Text("Hello"),
        Sampling.DEFAULT,
        8,
        List.of(),
        -1,
        true,
        false,
        AnswerForm.FREE);
  }
}
