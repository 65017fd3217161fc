package jan4j.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jan4j.llama.LlamaException.Reason;
import jan4j.llama.ModelParameters.TensorPlacement;
import jan4j.testkit.TinyModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("native")
class ModelTest {
  @TempDir private Path folder;

  @Test
  void tellsItsShapeAndMetadata() {
    try (Model model = Tiny.dense()) {
      assertThat(model.nCtxTrain()).isEqualTo(TinyModels.N_CTX_TRAIN);
      assertThat(model.nLayer()).isPositive();
      assertThat(model.nEmbd()).isPositive();
      assertThat(model.sizeBytes()).isPositive();
      assertThat(model.metadata()).containsEntry("general.architecture", "llama");
      assertThat(model.metadata("general.architecture")).contains("llama");
      assertThat(model.metadata("no.such.key")).isEmpty();
      assertThat(model.chatTemplate("")).contains(TinyModels.CHAT_TEMPLATE);
      assertThat(model.chatTemplate("tool_use")).isEmpty();
      assertThat(model.hasDecoder()).isTrue();
      assertThat(model.hasEncoder()).isFalse();
      assertThat(model.fileType()).isNotEmpty();
    }
  }

  @Test
  void tellsRecurrentHybridAndSlidingWindowModelsApart() {
    try (Model recurrent = Tiny.load(TinyModels.recurrent(Tiny.FOLDER));
        Model hybrid = Tiny.load(TinyModels.hybrid(Tiny.FOLDER));
        Model window = Tiny.load(TinyModels.slidingWindow(Tiny.FOLDER))) {
      assertThat(recurrent.isRecurrent()).isTrue();
      assertThat(hybrid.isHybrid()).isTrue();
      assertThat(window.nSwa()).isEqualTo(TinyModels.WINDOW);
    }
  }

  @Test
  void saysWhyAFileCannotBeLoaded() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.gguf"), "GGUF but not really");
    LlamaException failure = catchThrowableOfType(LlamaException.class, () -> Tiny.load(broken));
    assertThat(failure.reason()).isEqualTo(Reason.MODEL);
    assertThat(failure).hasMessageContaining("broken.gguf").hasMessageContaining("gguf_");
  }

  @Test
  void stopsLoadingWhenTheListenerAsksForIt() {
    Path file = TinyModels.dense(Tiny.FOLDER);
    LlamaException failure =
        catchThrowableOfType(
            LlamaException.class,
            () -> Model.load(Tiny.library(), file, Tiny.onCpu(), fraction -> false));
    assertThat(failure.reason()).isEqualTo(Reason.CANCELLED);
  }

  @Test
  void reportsProgressUpToTheEnd() {
    List<Float> fractions = new ArrayList<>();
    Path file = TinyModels.dense(Tiny.FOLDER);
    try (Model model = Model.load(Tiny.library(), file, Tiny.onCpu(), fractions::add)) {
      assertThat(model.file()).isEqualTo(file);
    }
    assertThat(fractions).isSorted().endsWith(1f);
  }

  @Test
  void replacesMetadataAndPlacesTensors() {
    Device processor = Tiny.library().devices().getFirst();
    ModelParameters parameters =
        Tiny.onCpu()
            .tensorPlacements(List.of(new TensorPlacement("ffn_.*", processor)))
            .tensorSplit(1)
            .keyOverrides(
                List.of(
                    new KeyOverride.OfBoolean("tokenizer.ggml.add_bos_token", false),
                    new KeyOverride.OfInteger("llama.context_length", 77)));
    try (Model model =
        Model.load(
            Tiny.library(), TinyModels.dense(Tiny.FOLDER), parameters, ProgressListener.NONE)) {
      assertThat(model.nCtxTrain()).isEqualTo(77);
      assertThat(model.vocabulary().addsBos()).isFalse();
    }
  }

  @Test
  void loadsTheVocabularyAlone() {
    try (Model model =
        Model.load(
            Tiny.library(),
            TinyModels.dense(Tiny.FOLDER),
            Tiny.onCpu().vocabularyOnly(true),
            ProgressListener.NONE)) {
      assertThat(model.vocabulary().size()).isPositive();
    }
  }

  @Test
  void closesItsContextsFirstAndThenRefusesUse() {
    Model model = Tiny.dense();
    Vocabulary vocabulary = model.vocabulary();
    Context context = Context.create(model, Tiny.small());
    model.close();
    model.close();
    assertThatThrownBy(context::nCtx).hasMessage("the context is closed");
    assertThatThrownBy(() -> vocabulary.text(1)).hasMessageContaining("is closed");
  }

  @Test
  void theLibraryIsOnePerProcess() {
    LlamaLibrary library = Tiny.library();
    assertThat(Tiny.library()).isSameAs(library);
    assertThat(library.version()).isEqualTo(NativeVersion.EXPECTED.llamaVersion());
    assertThat(library.devices()).extracting(Device::name).contains("CPU");
    assertThat(library.systemInfo()).contains("CPU");
    assertThatThrownBy(() -> LlamaLibrary.load(folder, LogSink.NONE))
        .hasMessageContaining("start another one");
  }
}
