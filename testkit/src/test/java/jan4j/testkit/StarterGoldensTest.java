package jan4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.testkit.StarterGoldens.Case;
import jan4j.testkit.StarterGoldens.Token;
import java.util.List;
import org.junit.jupiter.api.Test;

class StarterGoldensTest {
  private final Case golden =
      new Case(
          "a",
          List.of(),
          "",
          List.of(),
          "",
          "length",
          List.of(new Token(1, -0.1, 9, -3), new Token(2, -0.60, 7, -0.65)));

  @Test
  void everyRecordedCaseIsRead() {
    List<Case> cases = StarterGoldens.read();

    assertThat(cases).hasSize(20);
    assertThat(cases).filteredOn(c -> c.messages().isEmpty()).hasSize(7);
    assertThat(cases)
        .allSatisfy(c -> {
          assertThat(c.promptTokens()).isNotEmpty();
          assertThat(c.tokens()).isNotEmpty();
          assertThat(c.tokens()).allMatch(t -> t.logprob() >= t.secondLogprob());
        });
  }

  @Test
  void anAnswerAgreesWhereItIsTheSameOrPartsAtANearTieHereOrThere() {
    assertThat(golden.agreesWith(List.of(far(1), far(2)))).isTrue();
    assertThat(golden.agreesWith(List.of(far(1), far(7)))).isTrue();
    assertThat(golden.agreesWith(List.of(far(1), far(7), far(5)))).isTrue();
    assertThat(golden.agreesWith(List.of(new Token(9, -0.5, 1, -0.55), far(2)))).isTrue();
  }

  @Test
  void anAnswerDisagreesWhereItPartsAnywhereElse() {
    assertThat(golden.agreesWith(List.of(far(9), far(2)))).isFalse();
    assertThat(golden.agreesWith(List.of(new Token(9, -0.5, 8, -0.55), far(2)))).isFalse();
    assertThat(golden.agreesWith(List.of(far(1)))).isFalse();
    assertThat(golden.agreesWith(List.of(far(1), far(2), far(3)))).isFalse();
    assertThat(golden.divergence(List.of(far(1), far(3)))).isOne();
  }

  private static Token far(int id) {
    return new Token(id, -0.1, 99, -5);
  }
}
