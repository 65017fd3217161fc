package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.wire.worker.Report;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextAssemblerTest {
  @ParameterizedTest
  @CsvSource({
    "héllo wörld, END, héllo wörld",
    "héllo END wörld, END, 'héllo '",
    "a€😀b, 😀, a€",
    "a€😀b, €|b, a",
    "abababac, abac, abab",
    "abcd, bcd|c, ab",
    "xabcy, ab|abc, x",
    "nothing of the kin, kind, nothing of the kin",
    "STOP, STOP, ''",
  })
  void everySplitGivesTheSameText(String text, String stops, String expected) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<String> stopTexts = List.of(stops.split("\\|"));
    for (int split = 0; split < 1 << (bytes.length - 1); split += 1 + split / 4096) {
      TextAssembler assembler = new TextAssembler(stopTexts);
      StringBuilder out = new StringBuilder();
      int start = 0;
      for (int i = 1; i <= bytes.length && !assembler.isStopped(); i++) {
        if (i == bytes.length || (split >> (i - 1) & 1) == 1) {
          String piece = assembler.add(Arrays.copyOfRange(bytes, start, i), null).text();
          assertThat(
                  Character.isHighSurrogate(
                      piece.isEmpty() ? 'x' : piece.charAt(piece.length() - 1)))
              .isFalse();
          out.append(piece);
          start = i;
        }
      }
      out.append(assembler.finish().text());
      assertThat(out.toString()).isEqualTo(expected);
    }
  }

  @Test
  void textThatCannotBeAStopIsSentAtOnceAndTheRestIsHeld() {
    TextAssembler assembler = new TextAssembler(List.of("###"));
    assertThat(add(assembler, "a#")).isEqualTo("a");
    assertThat(add(assembler, "#")).isEmpty();
    assertThat(add(assembler, "b")).isEqualTo("##b");
    assertThat(add(assembler, "####")).isEmpty();
    assertThat(assembler.stopText()).isEqualTo("###");
  }

  @Test
  void brokenBytesBecomeReplacementCharacters() {
    TextAssembler assembler = new TextAssembler(List.of());
    assertThat(assembler.add(new byte[] {'a', (byte) 0xE2, (byte) 0x82}, null).text())
        .isEqualTo("a");
    assertThat(assembler.add(new byte[] {'b'}, null).text()).isEqualTo("\uFFFDb");
    assertThat(assembler.add(new byte[] {(byte) 0xF0, (byte) 0x9F}, null).text()).isEmpty();
    assertThat(assembler.finish().text()).isEqualTo("\uFFFD");
  }

  @Test
  void logprobsComeWithTheTextOfTheirTokens() {
    TextAssembler assembler = new TextAssembler(List.of("END"));
    byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
    assertThat(assembler.add(Arrays.copyOf(euro, 1), logprob(1)).isEmpty()).isTrue();
    assertThat(assembler.add(Arrays.copyOfRange(euro, 1, 3), logprob(2)).logprobs())
        .extracting(Report.Logprob::token)
        .containsExactly(1, 2);
    assertThat(tokens(assembler, "x", 3)).containsExactly(3);
    assertThat(tokens(assembler, "E", 4)).isEmpty();
    assertThat(tokens(assembler, "x", 5)).containsExactly(4, 5);
    assertThat(tokens(assembler, "yE", 6)).containsExactly(6);
    assertThat(tokens(assembler, "ND", 7)).isEmpty();
    assertThat(assembler.finish().logprobs()).isEmpty();
  }

  @Test
  void heldTextComesOutAtTheEndWithItsLogprobs() {
    TextAssembler assembler = new TextAssembler(List.of("END"));
    assertThat(tokens(assembler, "EN", 1)).isEmpty();
    TextAssembler.Chunk last = assembler.finish();
    assertThat(last.text()).isEqualTo("EN");
    assertThat(last.logprobs()).hasSize(1);
  }

  private static String add(TextAssembler assembler, String text) {
    return assembler.add(text.getBytes(StandardCharsets.UTF_8), null).text();
  }

  private static List<Integer> tokens(TextAssembler assembler, String text, int token) {
    List<Integer> out = new ArrayList<>();
    assembler
        .add(text.getBytes(StandardCharsets.UTF_8), logprob(token))
        .logprobs()
        .forEach(l -> out.add(l.token()));
    return out;
  }

  private static Report.Logprob logprob(int token) {
    return new Report.Logprob(token, "", 0, List.of());
  }
}
