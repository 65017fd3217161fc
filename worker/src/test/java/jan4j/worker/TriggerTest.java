package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.wire.worker.Command;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriggerTest {
  private int nextToken;

  @Test
  void aTextThatIsATokenBeginsThere() {
    Trigger trigger = trigger(List.of("<call>"), List.of());
    pass(trigger, "some ", "text ");
    assertThat(probe(trigger, "<call>")).isEqualTo(new Trigger.Start("", List.of(2)));
  }

  @Test
  void aTextThatSpansTokensBeginsWithinTheFirstOfThem() {
    Trigger trigger = trigger(List.of("<call>"), List.of());
    pass(trigger, "a", "b <", "ca", "ll");
    assertThat(probe(trigger, "x")).isNull();
    assertThat(probe(trigger, ">{")).isEqualTo(new Trigger.Start("b ", List.of(1, 2, 3, 4)));
  }

  @Test
  void everySplitOfTheTextIsFound() {
    String text = "abc<call>";
    for (int i = 1; i < text.length(); i++) {
      for (int j = i + 1; j < text.length(); j++) {
        nextToken = 0;
        Trigger trigger = trigger(List.of("<call>", "other"), List.of());
        pass(trigger, text.substring(0, i), text.substring(i, j));
        assertThat(probe(trigger, text.substring(j))).as("%d %d", i, j).isNotNull();
      }
    }
  }

  @Test
  void aTriggerWithinAQuietBlockDoesNotCount() {
    List<Command.Block> blocks = List.of(new Command.Block("<think>", "</think>", false));
    Trigger trigger = trigger(List.of("<call>"), blocks);
    pass(trigger, "<thi", "nk>", "I could <call>", " ");
    assertThat(probe(trigger, "<call>")).isNull();
    pass(trigger, "<call>", "</th", "ink>");
    assertThat(probe(trigger, "<call>")).isNotNull();
  }

  @Test
  void anAnswerMayBeginWithinABlock() {
    List<Command.Block> blocks = List.of(new Command.Block("<think>", "</think>", true));
    Trigger trigger = trigger(List.of("<call>"), blocks);
    assertThat(probe(trigger, "<call>")).isNull();
    assertThat(probe(trigger, "</think>\n<call>"))
        .isEqualTo(new Trigger.Start("</think>\n", List.of(0)));
  }

  @Test
  void aFirstTokenThatBeginsWithinACharacterBringsTheOneBefore() {
    Trigger trigger = trigger(List.of("<call>"), List.of());
    byte[] e = "\u00e9".getBytes(StandardCharsets.UTF_8);
    trigger.pass(7, new byte[] {e[0]});
    trigger.pass(8, new byte[] {e[1], '<'});
    assertThat(trigger.probe(9, "call>".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Trigger.Start("\u00e9", List.of(7, 8, 9)));
  }

  @Test
  void aLongAnswerKeepsOnlyItsEnd() {
    Trigger trigger = trigger(List.of("<call>"), List.of());
    for (int i = 0; i < 10_000; i++) {
      pass(trigger, "word ");
    }
    assertThat(probe(trigger, "<call>")).isEqualTo(new Trigger.Start("", List.of(10_000)));
  }

  private static Trigger trigger(List<String> texts, List<Command.Block> blocks) {
    return new Trigger(new Command.AnswerText(List.of(), texts, blocks));
  }

  private void pass(Trigger trigger, String... pieces) {
    for (String piece : pieces) {
      trigger.pass(nextToken++, piece.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Trigger.Start probe(Trigger trigger, String piece) {
    return trigger.probe(nextToken, piece.getBytes(StandardCharsets.UTF_8));
  }
}
