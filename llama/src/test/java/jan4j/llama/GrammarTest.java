package jan4j.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class GrammarTest {
  private Model model;
  private Vocabulary vocabulary;

  @BeforeEach
  void load() {
    model = Tiny.dense();
    vocabulary = model.vocabulary();
  }

  @AfterEach
  void close() {
    if (model != null) {
      model.close();
    }
  }

  @Test
  void allowsWhatTheGrammarAllowsAndEndsWhereItEnds() {
    try (Grammar grammar = Grammar.compile(vocabulary, "root ::= \"ab\"", "root")) {
      assertThat(grammar.allows(token("b"))).isFalse();
      assertThat(grammar.allows(vocabulary.eos())).isFalse();
      grammar.accept(token("a"));
      grammar.accept(token("b"));
      assertThat(grammar.allows(vocabulary.eos())).isTrue();
      grammar.reset();
      assertThat(grammar.allows(token("a"))).isTrue();
    }
  }

  @Test
  void aTokenThatBreaksTheGrammarIsRefusedBeforeTheLibraryAborts() {
    try (Grammar grammar = Grammar.compile(vocabulary, "root ::= \"a\"", "root")) {
      assertThatThrownBy(() -> grammar.accept(token("b")))
          .hasMessageContaining("is not allowed by the grammar");
    }
  }

  @Test
  void theMaskLeavesTheLogitsOfAllowedTokens() {
    try (Grammar grammar = Grammar.compile(vocabulary, "root ::= [ab]", "root")) {
      float[] logits = new float[vocabulary.size()];
      Arrays.fill(logits, 0.5f);
      grammar.mask(logits);
      assertThat(logits[token("a")]).isEqualTo(0.5f);
      assertThat(logits[token("c")]).isEqualTo(Float.NEGATIVE_INFINITY);
      for (int token = 0; token < logits.length; token++) {
        assertThat(logits[token] > Float.NEGATIVE_INFINITY).isEqualTo(grammar.allows(token));
      }
    }
  }

  @Test
  void aCopyGoesOnByItself() {
    try (Grammar grammar = Grammar.compile(vocabulary, "root ::= \"ab\"", "root");
        Grammar copy = grammar.copy()) {
      grammar.accept(token("a"));
      assertThat(grammar.allows(token("b"))).isTrue();
      assertThat(copy.allows(token("a"))).isTrue();
      assertThat(copy.allows(token("b"))).isFalse();
    }
  }

  @Test
  void aGrammarThatDoesNotParseIsReportedWithWhatTheParserSays() {
    assertThatThrownBy(() -> Grammar.compile(vocabulary, "root ::= (", "root"))
        .isInstanceOf(LlamaException.class)
        .hasMessageContaining("does not parse");
    assertThatThrownBy(() -> Grammar.compile(vocabulary, "other ::= \"a\"", "root"))
        .hasMessageContaining("start rule 'root'");
  }

  @Test
  void aLazyGrammarLetsEverythingPassUntilItsTrigger() {
    int trigger = token("a");
    try (Grammar grammar =
        Grammar.compileLazy(
            vocabulary, "root ::= \"ab\"", "root", List.of(), new int[] {trigger})) {
      assertThat(grammar.allows(token("c"))).isTrue();
      grammar.accept(token("c"));
      grammar.accept(trigger);
      assertThat(grammar.allows(token("c"))).isFalse();
      assertThat(grammar.allows(token("b"))).isTrue();
    }
  }

  private int token(String text) {
    for (int token = 0; token < vocabulary.size(); token++) {
      if (Arrays.equals(
          vocabulary.piece(token, false), text.getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
        return token;
      }
    }
    throw new AssertionError("no token is the text " + text);
  }
}
