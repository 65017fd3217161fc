package jan4j.model.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContentGrammarTest {
  private static final List<Tags> THINK = List.of(Tags.THINK);

  private static String of(String promptTail, boolean mayReason) {
    return ContentGrammar.of(
        new OutputStart(promptTail, List.of(), false), THINK, "json", mayReason);
  }

  @Test
  void aModelThatDoesNotReasonWritesTheTextAlone() {
    assertThat(of("assistant\n", false)).isEqualTo("root ::= json\n");
    assertThat(of("assistant\n<think>\n\n</think>\n\n", true)).isEqualTo("root ::= json\n");
  }

  @Test
  void reasoningThatThePromptBeganMustEndFirst() {
    assertThat(of("assistant\n<think>\n", false))
        .startsWith("root ::= think-0-0 [ \\t\\n\\r]{0,8} json\nthink-0-0 ::= [^");
  }

  @Test
  void reasoningThatTheModelMayBeginIsOptional() {
    assertThat(of("assistant\n", true))
        .startsWith("root ::= think? json\nthink ::= (\"<think>\" think-0-0)");
  }

  @Test
  void anEndMayBeginWithinItself() {
    StringBuilder rules = new StringBuilder();
    ContentGrammar.upTo("aab", "x", rules);
    assertThat(rules.toString())
        .isEqualTo(
            """
            x-0 ::= [^ab] x-0 | "a" x-1 | "b" x-0
            x-1 ::= [^ab] x-0 | "a" x-2 | "b" x-0
            x-2 ::= [^ab] x-0 | "a" x-2 | "b"
            """);
  }
}
