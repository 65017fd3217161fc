package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import jan4j.testkit.BrokenModels;
import jan4j.testkit.FakeEngine;
import jan4j.testkit.GgufValue;
import jan4j.testkit.GgufWriter;
import jan4j.testkit.TensorData;
import jan4j.testkit.TensorType;
import jan4j.testkit.TestEnvironment;
import jan4j.testkit.TinyModels;
import jan4j.wire.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InspectCommandTest {
  @TempDir Path folder;

  private static int run(TestConsole console, ModelShelf shelf, Object... args) {
    List<String> all = new ArrayList<>(List.of("models", "inspect"));
    Stream.of(args).map(Object::toString).forEach(all::add);
    return CommandTree.of(
            console.console(), "core.log", List.of(new ModelsCommand(console.console(), shelf)))
        .execute(all.toArray(String[]::new));
  }

  private static Map<String, Object> json(Path file) {
    TestConsole console = TestConsole.pipes("");
    assertThat(run(console, new NoShelf(), file, "--json")).isZero();
    assertThat(console.out().strip()).doesNotContain("\n");
    return Json.readTree(console.out());
  }

  private static String text(Path file) {
    TestConsole console = TestConsole.pipes("");
    assertThat(run(console, new NoShelf(), file)).isZero();
    return console.out();
  }

  private Path rich() {
    return new GgufWriter()
        .put("general.architecture", "gemma3")
        .put("general.name", "Rich")
        .put("general.file_type", 7)
        .put("general.license", "apache-2.0")
        .put("general.license.link", "https://example.test/license")
        .put("general.author", "Ada")
        .put("general.repo_url", "https://example.test/repo")
        .put("general.source.url", "https://example.test/source")
        .put("general.base_model.count", 1)
        .put("general.base_model.0.name", "Base")
        .put("general.tags", List.of("chat", "text"), GgufValue.Text::new)
        .put("gemma3.context_length", 8192)
        .put("gemma3.block_count", 6)
        .put("gemma3.embedding_length", 64)
        .put("gemma3.feed_forward_length", List.of(1, 2, 1, 2, 1, 2), GgufValue.Int32::new)
        .put("gemma3.attention.head_count", 4)
        .put("gemma3.attention.head_count_kv", 1)
        .put("gemma3.attention.sliding_window", 512)
        .put("gemma3.rope.scaling.type", "linear")
        .put("gemma3.rope.scaling.factor", 8f)
        .put("gemma3.expert_count", 4)
        .put("gemma3.expert_used_count", 2)
        .put("tokenizer.ggml.model", "llama")
        .put("tokenizer.ggml.pre", "default")
        .put("tokenizer.ggml.tokens", List.of("<unk>", "<s>", "</s>"), GgufValue.Text::new)
        .put("tokenizer.ggml.bos_token_id", 1)
        .put("tokenizer.ggml.eos_token_id", 9)
        .put("tokenizer.ggml.add_bos_token", true)
        .put("tokenizer.chat_template", TinyModels.CHAT_TEMPLATE)
        .put("tokenizer.chat_template.tool_use", "x")
        .tensor("a", TensorType.Q8_0, TensorData.constant(1), 64, 2)
        .tensor("b", TensorType.F32, TensorData.constant(1), 8)
        .write(folder.resolve("rich.gguf"));
  }

  @Test
  void scriptsGetEveryFact() {
    Map<String, Object> report = json(rich());

    assertThat(report)
        .containsEntry("name", "Rich")
        .containsEntry("architecture", "gemma3")
        .containsEntry("runnable", true)
        .containsEntry("parameters", 136)
        .containsEntry("tensors", 2)
        .containsEntry("context_length", 8192)
        .containsEntry("layers", 6)
        .containsEntry("heads", 4)
        .containsEntry("kv_heads", 1)
        .containsEntry("feed_forward_length", List.of(1, 2, 1, 2, 1, 2))
        .containsEntry("sliding_window", 512)
        .containsEntry("license", "apache-2.0")
        .containsEntry("license_link", "https://example.test/license")
        .containsEntry("author", "Ada")
        .containsEntry("tags", List.of("chat", "text"))
        .containsEntry("experts", Map.of("count", 4, "used", 2))
        .containsEntry("base_models", List.of(Map.of("name", "Base")))
        .containsKey("dialect");
    assertThat(report.get("quantization")).asString().contains("name=Q8_0", "q8_0", "0.809524");
    assertThat(report.get("rope")).isEqualTo(Map.of("scaling", "linear", "scaling_factor", 8.0));
    assertThat(report.get("capabilities")).asString().contains("system_role=true", "tools=false");
    assertThat(report.get("links"))
        .isEqualTo(
            Map.of(
                "repo_url", "https://example.test/repo",
                "source_url", "https://example.test/source"));
    assertThat(report.get("tokenizer"))
        .asString()
        .contains("model=llama", "pre=default", "tokens=3", "add_bos=true", "text=<s>");
    assertThat(report.get("chat_templates")).asString().contains("default", "tool_use");
    assertThat(report.get("memory")).asString().contains("4096", "8192", "cache_bytes=851968");
    assertThat(report.get("warnings")).asString().contains("eos token 9 is not among the 3 tokens");
  }

  @Test
  void peopleGetThemInLines() {
    assertThat(text(rich()))
        .startsWith("Rich\n")
        .contains("Q8_0", "q8_0 81.0 %, f32 19.0 %")
        .contains("8192 tokens trained, stretched by 8.0 (linear), sliding window of 512")
        .contains("6 layers, 64 wide, 4 heads, 1 of keys and values")
        .contains("4, 2 used for a token")
        .contains("bos <s> (1)")
        .contains("apache-2.0, https://example.test/license")
        .contains("about", "for a context of 4096", "for a context of 8192")
        .contains("warning");
  }

  @ParameterizedTest
  @EnumSource(TinyModels.Kind.class)
  void everyKindOfModelIsDescribed(TinyModels.Kind kind) {
    Path file = TinyModels.write(kind, folder);
    Map<String, Object> report = json(file);
    assertThat(report).containsEntry("name", kind.modelName()).containsEntry("runnable", true);
    assertThat(report.get("warnings")).isEqualTo(kind.hasChatTemplate() ? List.of() : plain());
    assertThat(text(file)).contains(kind.modelName());
  }

  private static List<String> plain() {
    return List.of(
        "it has no chat template: a base or embedding model; chats are written in a plain form");
  }

  @ParameterizedTest
  @EnumSource(
      value = BrokenModels.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TENSOR_MISSING", "UNKNOWN_ARCHITECTURE"})
  void aBrokenFileIsAnErrorThatNamesIt(BrokenModels broken) {
    TestConsole console = TestConsole.pipes("");
    assertThat(run(console, new NoShelf(), broken.write(folder))).isEqualTo(ExitCode.ENGINE);
    assertThat(console.err()).contains(broken.fileName());
    assertThat(console.out()).isEmpty();
  }

  @Test
  void anArchitectureThatCannotBeRunIsAWarning() {
    Map<String, Object> report = json(BrokenModels.UNKNOWN_ARCHITECTURE.write(folder));
    assertThat(report).containsEntry("runnable", false);
    assertThat(report.get("warnings")).asString().contains("unheard-of is unknown");
  }

  @Test
  void nothingInAFileReachesTheTerminalAsAnEscape() {
    Path file =
        new GgufWriter()
            .put("general.architecture", "llama\u001b[2J")
            .put("general.name", "evil\u001b]0;title\u0007\nname")
            .put("general.license", "\u009b31m")
            .put("tokenizer.chat_template", "{{ \u001b[31m")
            .write(folder.resolve("evil.gguf"));
    String text = text(file);
    assertThat(text.chars().filter(c -> c != '\n').noneMatch(Character::isISOControl)).isTrue();
    assertThat(text).contains("evil\u241b]0;title\u2407 name");

    TestConsole terminal = TestConsole.pipes("");
    assertThat(run(terminal, new NoShelf(), file, "--json")).isZero();
    assertThat(terminal.out()).contains("\\u001B").doesNotContain("\u001b");
  }

  @Test
  void aTemplateThatIsNoneIsAWarning() {
    Path file =
        new GgufWriter()
            .put("general.architecture", "llama")
            .put("tokenizer.chat_template", "{% if %}")
            .write(folder.resolve("template.gguf"));
    assertThat(json(file).get("warnings")).asString().contains("its chat template cannot be used");
  }

  @Test
  void aPartForAModelIsNoModel() {
    Path file =
        new GgufWriter()
            .put("general.architecture", "clip")
            .put("general.type", "mmproj")
            .write(folder.resolve("mmproj.gguf"));
    Map<String, Object> report = json(file);
    assertThat(report).containsEntry("runnable", false).containsEntry("type", "mmproj");
    assertThat(report.get("warnings")).asString().contains("a part for a model");
  }

  @Test
  void aSplitModelIsDescribedAsAWhole() {
    for (int i = 0; i < 2; i++) {
      new GgufWriter()
          .put("general.architecture", "llama")
          .put("split.no", new GgufValue.Uint16(i))
          .put("split.count", new GgufValue.Uint16(2))
          .put("split.tensors.count", new GgufValue.Int32(2))
          .tensor("t" + i, TensorType.F32, TensorData.constant(1), 8)
          .write(folder.resolve("s-0000" + (i + 1) + "-of-00002.gguf"));
    }
    Map<String, Object> report = json(folder.resolve("s-00002-of-00002.gguf"));
    assertThat(report).containsEntry("tensors", 2).containsEntry("parameters", 16);
    assertThat((List<?>) report.get("shards")).hasSize(2);
    assertThat(text(folder.resolve("s-00001-of-00002.gguf"))).contains("in 2 files");
  }

  @Test
  void aModelOfTheShelfIsFoundByItsId() {
    Path file = TinyModels.dense(folder);
    ModelShelf shelf =
        new NoShelf() {
          @Override
          public ModelEntry find(String id) {
            if (!id.equals("tiny")) {
              throw new JanException(ErrorCode.MODEL_NOT_FOUND, "there is no " + id);
            }
            ModelEntry m = FakeEngine.model("tiny");
            return new ModelEntry(
                m.id(), m.name(), file, 1, m.added(), "", m.sampling(), m.load(), "");
          }
        };
    TestConsole console = TestConsole.pipes("");
    assertThat(run(console, shelf, "tiny", "--json")).isZero();
    assertThat(Json.readTree(console.out()))
        .containsEntry("id", "tiny")
        .containsEntry("file", file.toString());
    assertThat(run(TestConsole.pipes(""), shelf, "absent")).isEqualTo(ExitCode.FAILURE);
  }

  @Test
  @Tag("slow")
  void theStarterModelIsDescribed() {
    Map<String, Object> report = json(TestEnvironment.starterModel());
    assertThat(report)
        .containsEntry("architecture", "llama")
        .containsEntry("parameters", 134_515_008)
        .containsEntry("layers", 30)
        .containsEntry("context_length", 8192);
    assertThat(report.get("quantization")).asString().contains("name=Q4_1");
    assertThat(report.get("tokenizer")).asString().contains("tokens=49152", "<|im_end|>");
    assertThat(report.get("warnings")).isEqualTo(List.of());
  }
}
