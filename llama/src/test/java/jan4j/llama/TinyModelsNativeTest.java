package jan4j.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.testkit.BrokenModels;
import jan4j.testkit.TestEnvironment;
import jan4j.testkit.TinyModels;
import jan4j.testkit.TinyModels.Kind;
import jan4j.testkit.TinyVocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The generated models are what other tests take them for.
@Tag("native")
class TinyModelsNativeTest {
  private static final int N_TOKENS = 96;

  @TempDir Path folder;
  private static LlamaLibrary library;

  @BeforeAll
  static void load() {
    library = LlamaLibrary.load(TestEnvironment.nativeFolder(), LogSink.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void greedyTextIsVariedRepeatableAndDependsOnTheWholePrompt(Kind kind) {
    try (Model model = open(kind)) {
      List<Integer> first = greedy(model, "Hello, the number is 12 and you");

      assertThat(greedy(model, "Hello, the number is 12 and you")).isEqualTo(first);
      assertThat(greedy(model, "Paris, the number is 12 and you").subList(0, 32))
          .isNotEqualTo(first.subList(0, 32));
      assertThat(new HashSet<>(first)).hasSizeGreaterThan(25);
      assertThat(first)
          .allMatch(
              token -> token >= TinyVocabulary.FIRST_TEXT && token < TinyVocabulary.imStart());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aModelHasTheMemoryThatItsKindSays(Kind kind) {
    try (Model model = open(kind)) {
      assertThat(model.isRecurrent()).isEqualTo(kind == Kind.RECURRENT);
      assertThat(model.isHybrid()).isEqualTo(kind == Kind.HYBRID);
      assertThat(model.nSwa()).isEqualTo(kind == Kind.SLIDING_WINDOW ? TinyModels.WINDOW : 0);
      assertThat(model.nCtxTrain()).isEqualTo(TinyModels.N_CTX_TRAIN);
      assertThat(model.chatTemplate("").isPresent()).isEqualTo(kind.hasChatTemplate());
    }
  }

  @Test
  void theVocabularyKeepsControlTokensApartFromText() {
    try (Model model = open(Kind.DENSE)) {
      Vocabulary vocabulary = model.vocabulary();

      assertThat(vocabulary.size()).isEqualTo(TinyVocabulary.size());
      assertThat(vocabulary.bos()).isEqualTo(TinyVocabulary.BOS);
      assertThat(vocabulary.tokenize("<|im_end|>", false, true))
          .containsExactly(TinyVocabulary.imEnd());
      assertThat(vocabulary.tokenize("<|im_end|>", false, false)).hasSizeGreaterThan(5);
      assertThat(vocabulary.isControl(TinyVocabulary.imStart())).isTrue();
      assertThat(vocabulary.isEndOfGeneration(TinyVocabulary.imEnd())).isTrue();
      assertThat(vocabulary.tokenize("\u20ac", false, false))
          .containsExactly(
              TinyVocabulary.FIRST_BYTE + 0xe2,
              TinyVocabulary.FIRST_BYTE + 0x82,
              TinyVocabulary.FIRST_BYTE + 0xac);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenModelIsRefusedAndTheProcessLives(BrokenModels broken) {
    Path file = broken.write(folder);

    assertThatThrownBy(
            () -> Model.load(library, file, new ModelParameters(), ProgressListener.NONE))
        .isInstanceOf(LlamaException.class)
        .hasMessageContaining(broken.fileName());
  }

  private Model open(Kind kind) {
    return Model.load(
        library, TinyModels.write(kind, folder), new ModelParameters(), ProgressListener.NONE);
  }

  private static List<Integer> greedy(Model model, String prompt) {
    int[] tokens = model.vocabulary().tokenize(prompt, true, false);
    ContextParameters parameters = new ContextParameters().nCtx(256).nThreads(1).nThreadsBatch(1);
    List<Integer> out = new ArrayList<>();
    try (Context context = Context.create(model, parameters);
        Batch batch = new Batch(tokens.length)) {
      for (int i = 0; i < tokens.length; i++) {
        batch.add(tokens[i], i, 0, i == tokens.length - 1);
      }
      while (out.size() < N_TOKENS) {
        assertThat(context.decode(batch)).isEqualTo(DecodeResult.OK);
        int token = context.argmax(batch.size() - 1);
        out.add(token);
        batch.clear();
        batch.add(token, tokens.length + out.size() - 1, 0, true);
      }
    }
    return out;
  }
}
