package jan4j.model.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.testkit.BrokenModels;
import jan4j.testkit.GgufValue;
import jan4j.testkit.GgufWriter;
import jan4j.testkit.TinyModels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GgufTest {
  @TempDir private Path folder;

  @Test
  void aModelTellsWhatItIs() {
    Gguf gguf = Gguf.read(TinyModels.dense(folder));
    assertThat(gguf.architecture()).isEqualTo("llama");
    assertThat(gguf.version()).isEqualTo(3);
    assertThat(gguf.contextLength()).hasValue(TinyModels.N_CTX_TRAIN);
    assertThat(gguf.chatTemplate()).contains(TinyModels.CHAT_TEMPLATE);
    assertThat(gguf.tensors()).isNotEmpty().allMatch(TensorInfo::sizeExact);
    assertThat(gguf.tensors().getFirst().typeName()).isEqualTo("f32");
    assertThat(gguf.tokenText(-1)).isEmpty();
    assertThat(gguf.tokenText(0)).isPresent();
    assertThat(gguf.tokenText(gguf.nTokens().orElseThrow())).isEmpty();
  }

  @Test
  void aBaseModelHasNoChatTemplate() {
    assertThat(Gguf.read(TinyModels.base(folder)).chatTemplate()).isEmpty();
  }

  @Test
  void integersOfEveryWidthAreTheSame() {
    Path file =
        new GgufWriter()
            .put("a", new GgufValue.Uint8(200))
            .put("b", new GgufValue.Int16(-5))
            .put("c", new GgufValue.Uint32(-1))
            .put("d", new GgufValue.Uint64(7))
            .put("e", new GgufValue.Int64(-8))
            .put("f", new GgufValue.Float64(1.5))
            .put("g", new GgufValue.Bool(true))
            .put("h", List.of(1, 2), GgufValue.Int32::new)
            .write(folder.resolve("numbers.gguf"));
    Gguf gguf = Gguf.read(file);
    assertThat(gguf.integer("a")).hasValue(200);
    assertThat(gguf.integer("b")).hasValue(-5);
    assertThat(gguf.integer("c")).hasValue(4_294_967_295L);
    assertThat(gguf.integer("d")).hasValue(7);
    assertThat(gguf.integer("e")).hasValue(-8);
    assertThat(gguf.decimal("f")).hasValue(1.5);
    assertThat(gguf.bool("g")).contains(true);
    assertThat(gguf.integers("h")).containsExactly(1L, 2L);
    assertThat(gguf.integers("d")).containsExactly(7L);
    assertThat(gguf.string("a")).isEmpty();
    assertThat(gguf.integer("absent")).isEmpty();
  }

  @Test
  void aLongVocabularyIsPassedOverAndReadOnDemand() {
    List<Integer> ids = IntStream.range(0, 50_000).boxed().toList();
    Path file =
        new GgufWriter()
            .put("tokenizer.ggml.tokens", ids, i -> new GgufValue.Text("t" + i))
            .put("tokenizer.ggml.bos_token_id", 49_999)
            .write(folder.resolve("long.gguf"));
    Gguf gguf = Gguf.read(file);
    assertThat(gguf.nTokens()).hasValue(50_000);
    assertThat(gguf.tokenText(31_234)).contains("t31234");
    assertThat(gguf.tokenText(50_000)).isEmpty();
    assertThat(gguf.bosToken()).isEqualTo("t49999");
    assertThat(gguf.eosToken()).isEmpty();
    assertThat(gguf.strings("tokenizer.ggml.tokens")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = BrokenModels.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TENSOR_MISSING", "UNKNOWN_ARCHITECTURE"})
  void aBrokenFileIsRefusedWithItsReason(BrokenModels broken) {
    JanException e = failure(broken.write(folder));
    assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FILE_INVALID);
    assertThat(e).hasMessageContaining(broken.fileName()).hasMessageContaining("ownload");
  }

  @Test
  void foreignFilesAreNamed() throws IOException {
    assertThat(failure(file("version https://git-lfs.github.com/spec/v1\noid")))
        .hasMessageContaining("Git LFS");
    assertThat(failure(file("<!doctype html><html><body>Not found</body></html>")))
        .hasMessageContaining("web page");
    assertThat(failure(file("PK\u0003\u0004 and something more than that")))
        .hasMessageContaining("ZIP");
    assertThat(failure(folder.resolve("absent.gguf"))).hasMessageContaining("no such file");
    assertThat(failure(folder)).hasMessageContaining("no regular file");
  }

  @Test
  void bigEndianAndOldVersionsAreNamed() throws IOException {
    assertThat(failure(header(0x03000000))).hasMessageContaining("big-endian");
    assertThat(failure(header(1))).hasMessageContaining("version 1");
  }

  @Test
  void oneDamagedByteNeverDoesMoreThanRefuse() throws IOException {
    byte[] good = Files.readAllBytes(TinyModels.dense(folder));
    Path file = folder.resolve("damaged.gguf");
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 60; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(Math.min(bad.length, 6_000))] = (byte) random.nextInt();
      Files.write(file, bad);
      try {
        Gguf.read(file);
      } catch (JanException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FILE_INVALID);
      }
    }
  }

  @Test
  void splitNamesAreRecognised() {
    assertThat(SplitName.of("m-00002-of-00003.gguf")).contains(new SplitName("m", 2, 3));
    assertThat(new SplitName("m", 2, 3).fileName(1)).isEqualTo("m-00001-of-00003.gguf");
    assertThat(SplitName.of("m-00004-of-00003.gguf")).isEmpty();
    assertThat(SplitName.of("m.gguf")).isEmpty();
  }

  private Path file(String text) throws IOException {
    return Files.write(folder.resolve("foreign.gguf"), text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private Path header(int version) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0x46554747).putInt(version);
    return Files.write(folder.resolve("header.gguf"), bytes.array());
  }

  private static JanException failure(Path file) {
    return catchThrowableOfType(JanException.class, () -> Gguf.read(file));
  }
}
