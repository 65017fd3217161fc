package jan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import jan4j.testkit.FakeEngine;
import jan4j.testkit.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineRouterTest {
  private final FakeEngine first = new FakeEngine("a", "b");
  private final FakeEngine second = new FakeEngine("b", "c");
  private final EngineRouter router = new EngineRouter(List.of(first, second));

  @Test
  void aRequestGoesToTheFirstEngineThatHasTheModel() {
    first.enqueue(Script.of());
    second.enqueue(Script.of());
    router.start(EngineFixture.request("b"));
    router.start(EngineFixture.request("c"));
    assertThat(first.onlyRequest().model().value()).isEqualTo("b");
    assertThat(second.onlyRequest().model().value()).isEqualTo("c");
  }

  @Test
  void everyModelIsListedOnce() {
    assertThat(router.models()).extracting(ModelEntry::name).containsExactly("a", "b", "c");
  }

  @Test
  void anUnknownModelIsRefusedWithWhatIsThere() {
    assertThatThrownBy(() -> router.start(EngineFixture.request("d")))
        .isInstanceOfSatisfying(
            JanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND))
        .hasMessageContaining("a, b, c");
  }

  @Test
  void closingClosesAllEngines() {
    router.close();
    assertThat(first.isClosed()).isTrue();
    assertThat(second.isClosed()).isTrue();
  }
}
