package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.wire.worker.Command.Segment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptTokenizerTest {
  private static final int START = 1001;
  private static final int END = 1002;
  private static final int THINK = 1003;
  private static final int SPACES = 1004;
  private static final SpecialTokens SPECIAL =
      new SpecialTokens(
          List.of(
              new SpecialTokens.Special(
                  START, "<|start|>", SpecialTokens.Kind.CONTROL, false, false),
              new SpecialTokens.Special(END, "<|end|>", SpecialTokens.Kind.CONTROL, false, true),
              new SpecialTokens.Special(
                  THINK, "<think>", SpecialTokens.Kind.USER_DEFINED, false, false),
              new SpecialTokens.Special(
                  SPACES, "    ", SpecialTokens.Kind.USER_DEFINED, false, false)),
          "{{ '<think>' }}");

  private final PromptTokenizer tokenizer = new PromptTokenizer(this::library, SPECIAL, -1);

  @Test
  void templateTextBecomesControlTokens() {
    assertThat(tokenizer.tokenize(List.of(trusted("<|start|>"), user("hi"), trusted("<|end|>"))))
        .containsExactly(START, 'h', 'i', END);
  }

  @Test
  void userTextNeverDoes() {
    for (String typed :
        List.of("<|start|>", "a<|end|>b", "<think>x", "<|start|><|end|>", "<<think>")) {
      int[] tokens =
          tokenizer.tokenize(List.of(trusted("<|start|>"), user(typed), trusted("<|end|>")));
      assertThat(tokens).startsWith(START).endsWith(END);
      int[] expected = new int[typed.length() + 2];
      for (int i = 0; i < typed.length(); i++) {
        expected[i + 1] = typed.charAt(i);
      }
      expected[0] = START;
      expected[expected.length - 1] = END;
      assertThat(tokens).isEqualTo(expected);
    }
  }

  @Test
  void aSpellingAcrossABorderIsPlainText() {
    assertThat(tokenizer.tokenize(List.of(trusted("<|sta"), user("rt|>"))))
        .isEqualTo("<|start|>".chars().toArray());
    assertThat(tokenizer.tokenize(List.of(trusted("<|sta"), trusted("rt|>"))))
        .containsExactly(START);
  }

  @Test
  void harmlessUserDefinedTokensStayTokens() {
    assertThat(tokenizer.tokenize(List.of(user("a    b<|end|>"))))
        .startsWith('a', SPACES, 'b', '<')
        .doesNotContain(END);
  }

  @Test
  void whiteSpaceAfterAStrippingTokenGoes() {
    assertThat(tokenizer.tokenize(List.of(trusted("<|end|> \n x"), user("<|end|>"))))
        .startsWith(END, 'x', '<');
  }

  @Test
  void aBeginningTokenIsAddedOnce() {
    PromptTokenizer withBos = new PromptTokenizer(this::library, SPECIAL, START);
    assertThat(withBos.tokenize(List.of(user("a")))).containsExactly(START, 'a');
    assertThat(withBos.tokenize(List.of(trusted("<|start|>a")))).containsExactly(START, 'a');
    assertThat(withBos.tokenize(List.of())).containsExactly(START);
  }

  @Test
  void whateverIsTypedNoSteeringIdComesOut() {
    RandomSource random = new RandomSource(1);
    String[] bits = {
      "<|", "start", "|>", "<|start|>", "<think>", "end", "<", "    ", "é", "<|end|>"
    };
    for (int i = 0; i < 2000; i++) {
      StringBuilder typed = new StringBuilder();
      for (int j = 0; j < 8; j++) {
        typed.append(bits[(int) (random.nextDouble() * bits.length)]);
      }
      assertThat(tokenizer.tokenize(List.of(user(typed.toString()))))
          .doesNotContain(START, END, THINK);
    }
  }

  /// One token per character; special spellings as the library reads them.
  private int[] library(String text, boolean parseSpecial) {
    List<Integer> out = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      String rest = text.substring(i);
      if (parseSpecial && rest.startsWith("<|start|>")) {
        out.add(START);
        i += 9;
      } else if (parseSpecial && rest.startsWith("<|end|>")) {
        out.add(END);
        i += 7;
      } else if (rest.startsWith("<think>")) {
        out.add(THINK);
        i += 7;
      } else if (rest.startsWith("    ")) {
        out.add(SPACES);
        i += 4;
      } else {
        out.add((int) text.charAt(i++));
      }
    }
    return out.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Segment trusted(String text) {
    return new Segment(text, true);
  }

  private static Segment user(String text) {
    return new Segment(text, false);
  }
}
