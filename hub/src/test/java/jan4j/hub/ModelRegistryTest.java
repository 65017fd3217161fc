package jan4j.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.LoadOptions;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.testkit.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRegistryTest {
  @TempDir Path temp;
  private DataFolder data;
  private ModelRegistry registry;

  @BeforeEach
  void create() throws IOException {
    data = new DataFolder(temp.resolve("data"));
    registry = new ModelRegistry(data);
    Files.createDirectories(data.models());
  }

  private Path model(String id, String yaml) throws IOException {
    Path folder = data.models().resolve(id);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("model.gguf"), "12345");
    return Files.writeString(folder.resolve("model.yml"), yaml);
  }

  private ModelEntry only() {
    assertThat(registry.problems()).isEmpty();
    assertThat(registry.list()).hasSize(1);
    return registry.list().getFirst();
  }

  @Test
  void aModelOfJansIsRead() throws IOException {
    model(
        "org/name",
        """
        model_path: llamacpp/models/org/name/model.gguf
        name: A name
        size_bytes: 5
        sha256: abc
        embedding: false
        capabilities: [tools]
        unknown: {deep: [1, 2]}
        ctx_size: 4096
        n_gpu_layers: 0
        flash_attn: "on"
        cache_type_k: q8_0
        cache_type_v: f16
        parallel: 2
        """);
    ModelEntry entry = only();
    assertThat(entry.id().value()).isEqualTo("org/name");
    assertThat(entry.name()).isEqualTo("A name");
    assertThat(entry.sizeBytes()).isEqualTo(5);
    assertThat(entry.file()).exists();
    LoadOptions load = entry.load();
    assertThat(load.nCtx()).isEqualTo(4096);
    assertThat(load.nGpuLayers()).isZero();
    assertThat(load.nSeqMax()).isEqualTo(2);
    assertThat(load.flashAttention()).isEqualTo(LoadOptions.Switch.ON);
    assertThat(load.cacheTypeK()).isEqualTo(LoadOptions.CacheType.Q8_0);
    assertThat(registry.find(entry.id())).contains(entry);
  }

  @Test
  void ourOwnKeysAreRead() throws IOException {
    model(
        "m",
        """
        model_path: llamacpp/models/m/model.gguf
        ctx_size: 0
        jan4j:
          license: MIT
          notice: small
          threads: 3
          devices: [none]
          sampling: {temperature: 0.5, top_k: 7, other: 1}
        """);
    ModelEntry entry = only();
    assertThat(entry.license()).isEqualTo("MIT");
    assertThat(entry.notice()).isEqualTo("small");
    assertThat(entry.load().nThreads()).isEqualTo(3);
    assertThat(entry.load().nCtx()).isEqualTo(LoadOptions.AUTO);
    assertThat(entry.load().devices()).containsExactly("none");
    assertThat(entry.sampling().temperature()).isEqualTo(0.5);
    assertThat(entry.sampling().topK()).isEqualTo(7);
  }

  @Test
  void anAbsolutePathIsUsedAsItIs() throws IOException {
    Path elsewhere = Files.writeString(temp.resolve("other.gguf"), "123");
    model("m", "model_path: \"" + elsewhere.toString().replace('\\', '/') + "\"");
    assertThat(only().file()).isEqualTo(elsewhere);
    registry.remove(new ModelId("m"));
    assertThat(elsewhere).exists();
    assertThat(data.models().resolve("m")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1, 2",
        "just text",
        "model_path: ../../outside.gguf",
        "model_path: \"a\\0b\"",
        "ctx_size: 4294967297",
        "ctx_size: 4.5",
        "ctx_size: many",
        "cache_type_k: q3_x",
        "jan4j: {sampling: {temperature: hot}}",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c, *c, *c, *c, *c, *c, *c]",
        ""
      })
  void aBrokenDescriptionIsReportedAndTheOthersStay(String yaml) throws IOException {
    model("good", "name: Good");
    model("broken", yaml);
    assertThat(registry.list()).extracting(e -> e.id().value()).containsExactly("good");
    assertThat(registry.problems()).hasSize(1).first().asString().contains("broken");
    assertThatThrownBy(() -> registry.find(new ModelId("broken")))
        .isInstanceOfSatisfying(
            JanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FILE_INVALID));
  }

  @Test
  void aDescriptionOfAnyDepthOrSizeIsBounded() throws IOException {
    model("deep", "a: " + "[".repeat(200_000));
    model("large", "#".repeat(2 << 20));
    assertThat(registry.list()).isEmpty();
    assertThat(registry.problems()).hasSize(2);
  }

  @Test
  void aModelWhoseFileIsGoneIsAProblem() throws IOException {
    Path description = model("m", "name: Gone");
    Files.delete(description.resolveSibling("model.gguf"));
    assertThat(registry.list()).isEmpty();
    assertThat(registry.problems()).hasSize(1);
  }

  @Test
  void nothingBelowAModelIsAModel() throws IOException {
    model("a", "name: A");
    model("a/b", "name: B");
    assertThat(only().id().value()).isEqualTo("a");
  }

  @Test
  void aRemovedModelIsGoneWithItsEmptyFolders() throws IOException {
    model("org/sub/m", "name: M");
    registry.remove(new ModelId("org/sub/m"));
    assertThat(registry.list()).isEmpty();
    assertThat(data.models().resolve("org")).doesNotExist();
    assertThat(data.models()).exists();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void removingNeverFollowsALink() throws IOException {
    Path outside = temp.resolve("outside/m");
    Files.createDirectories(outside);
    Files.writeString(outside.resolve("model.yml"), "name: Outside");
    Files.writeString(outside.resolve("model.gguf"), "1");
    Files.createSymbolicLink(data.models().resolve("link"), temp.resolve("outside"));
    Files.createSymbolicLink(data.models().resolve("direct"), outside);
    for (String id : new String[] {"link/m", "direct"}) {
      assertThat(registry.find(new ModelId(id))).as(id).isEmpty();
      assertThatThrownBy(() -> registry.remove(new ModelId(id)))
          .as(id)
          .hasMessageContaining("nothing was deleted");
    }
    assertThat(registry.list()).isEmpty();
    assertThat(outside.resolve("model.gguf")).exists();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theModelsFolderItselfMayBeALink() throws IOException {
    Path disk = Files.createDirectories(temp.resolve("disk"));
    Files.delete(data.models());
    Files.createSymbolicLink(data.models(), disk);
    model("m", "name: M");
    assertThat(only().id().value()).isEqualTo("m");
    assertThat(registry.find(new ModelId("m"))).isPresent();
    registry.remove(new ModelId("m"));
    assertThat(disk).isEmptyDirectory();
  }

  @Test
  void aFileAnywhereCanBeUsedForThisRun() throws IOException {
    Path file = TinyModels.dense(temp.resolve("my models"));
    Path odd = Files.move(file, file.resolveSibling("My model (v2).gguf"));
    ModelEntry entry = registry.use(odd);
    assertThat(entry.id().value()).isEqualTo("My-model--v2-");
    assertThat(registry.find(entry.id())).contains(entry);
    assertThatThrownBy(() -> registry.remove(entry.id())).hasMessageContaining("this run");
    assertThat(odd).exists();
  }

  @Test
  void aFileThatIsNoGgufIsRefused() throws IOException {
    Path file = Files.writeString(temp.resolve("a.gguf"), "no model");
    assertThatThrownBy(() -> registry.use(file))
        .isInstanceOfSatisfying(
            JanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FILE_INVALID));
    assertThatThrownBy(() -> registry.use(temp.resolve("absent.gguf")))
        .hasMessageContaining("no model file");
  }
}
