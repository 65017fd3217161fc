package jan4j.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("native")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VocabularyTest {
  private static final String TEXT = "Grüße, 世界! 👋 It's 2026.\n\ttab";

  private Model model;
  private Vocabulary vocabulary;

  @BeforeAll
  void load() {
    model = Tiny.dense();
    vocabulary = model.vocabulary();
  }

  @AfterAll
  void close() {
    if (model != null) {
      model.close();
    }
  }

  @Test
  void textComesBackFromItsPieces() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int token : vocabulary.tokenize(TEXT, false, false)) {
      bytes.writeBytes(vocabulary.piece(token, false));
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8).strip()).isEqualTo(TEXT.strip());
  }

  @Test
  void detokenizeIsTheInverseOfTokenize() {
    int[] tokens = vocabulary.tokenize(TEXT, false, false);
    assertThat(vocabulary.detokenize(tokens, false, false).strip()).isEqualTo(TEXT.strip());
  }

  @Test
  void anEmptyTextHasNoTokens() {
    assertThat(vocabulary.tokenize("", false, false)).isEmpty();
    assertThat(vocabulary.detokenize(new int[0], false, false)).isEmpty();
  }

  @Test
  void controlTokensInTextAreTextUnlessAskedFor() {
    int end = vocabulary.eos();
    String written = vocabulary.text(end);
    assertThat(vocabulary.tokenize(written, false, true)).containsExactly(end);
    assertThat(vocabulary.tokenize(written, false, false)).doesNotContain(end);
  }

  @Test
  void controlTokensHaveNoTextUnlessAskedFor() {
    int end = vocabulary.eos();
    assertThat(vocabulary.isControl(end)).isTrue();
    assertThat(vocabulary.attributes(end).isControl()).isTrue();
    assertThat(vocabulary.isEndOfGeneration(end)).isTrue();
    assertThat(vocabulary.piece(end, false)).isEmpty();
    assertThat(vocabulary.piece(end, true)).isNotEmpty();
  }

  @Test
  void aTokenOutsideTheVocabularyIsRefusedBeforeTheLibrarySeesIt() {
    for (int token : new int[] {-1, vocabulary.size(), Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> vocabulary.piece(token, true))
          .hasMessageContaining("token " + token);
      assertThatThrownBy(() -> vocabulary.text(token)).isInstanceOf(LlamaException.class);
    }
  }

  @Test
  void isSafeForManyThreads() throws Exception {
    int[] expected = vocabulary.tokenize(TEXT, true, false);
    try (var executor = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new java.util.ArrayList<java.util.concurrent.Future<int[]>>();
      for (int i = 0; i < 32; i++) {
        results.add(executor.submit(() -> vocabulary.tokenize(TEXT, true, false)));
      }
      for (var result : results) {
        assertThat(result.get()).isEqualTo(expected);
      }
    }
  }
}
