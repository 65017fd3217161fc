package jan4j.model.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.JanException;
import jan4j.testkit.GgufValue;
import jan4j.testkit.GgufWriter;
import jan4j.testkit.TensorData;
import jan4j.testkit.TensorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models of several files.
class GgufModelTest {
  @TempDir private Path folder;

  @Test
  void aSplitModelIsReadWholeFromAnyOfItsFiles() {
    write(1, shard(0, 3, 3, "a"));
    write(2, shard(1, 3, 3, "b"));
    write(3, shard(2, 3, 3, "c"));
    for (int i = 1; i <= 3; i++) {
      GgufModel model = GgufModel.read(file(i));
      assertThat(model.shards()).hasSize(3);
      assertThat(model.tensors()).extracting(TensorInfo::name).containsExactly("a", "b", "c");
      assertThat(model.first().architecture()).isEqualTo("llama");
      assertThat(model.sizeBytes())
          .isEqualTo(model.shards().stream().mapToLong(Gguf::fileSizeBytes).sum());
    }
  }

  @Test
  void everyMissingFileIsNamed() {
    write(2, shard(1, 3, 3, "b"));
    assertRefused(2, "2 of the 3 files", "m-00001-of-00003.gguf, m-00003-of-00003.gguf");
  }

  @Test
  void aThousandMissingFilesAreNotAllListed() throws IOException {
    Path file = folder.resolve("m-00001-of-01000.gguf");
    shard(0, 1_000, 3, "a").write(file);
    assertThatThrownBy(() -> GgufModel.read(file))
        .hasMessageContaining("999 of the 1000 files")
        .hasMessageContaining("m-00002-of-01000.gguf")
        .hasMessageContaining("and others");
  }

  @Test
  void aCountThatTheNameContradictsIsRefused() {
    Path file = shard(0, 2, 3, "a").write(folder.resolve("renamed.gguf"));
    assertThatThrownBy(() -> GgufModel.read(file)).hasMessageContaining("one of 2 files");
    write(1, shard(0, 2, 3, "a"));
    assertRefused(1, "one of 2 files");
  }

  @Test
  void filesOfAnotherModelAreRefused() {
    write(1, shard(0, 3, 3, "a"));
    write(2, shard(1, 3, 3, "b"));
    write(3, shard(1, 3, 3, "c"));
    assertRefused(1, "split.no is 1, not 2", "m-00003-of-00003.gguf");
    write(3, shard(2, 4, 3, "c"));
    assertRefused(1, "split.count is 4, not 3");
    write(3, shard(2, 3, 3, "b"));
    assertRefused(1, "\"b\"", "in file 2");
    write(3, shard(2, 3, 9, "c"));
    assertRefused(1, "claims [3, 9] tensors and holds 3");
    write(3, shard(2, 3, 3, "c").put("general.architecture", "gemma3"));
    assertRefused(1, "architecture is gemma3");
    write(3, new GgufWriter().put("k", 1));
    assertRefused(1, "split.no is absent");
  }

  @Test
  void aBrokenFileOfASplitModelIsNamed() throws IOException {
    write(1, shard(0, 3, 3, "a"));
    write(2, shard(1, 3, 3, "b"));
    Files.write(file(3), new byte[100]);
    assertRefused(1, "m-00003-of-00003.gguf", "zeros");
  }

  @Test
  void aModelOfOneFileIsItself() {
    Path file = folder.resolve("one.gguf");
    new GgufWriter().put("general.architecture", "llama").put("split.count", 1).write(file);
    assertThat(GgufModel.read(file).shards()).hasSize(1);
  }

  private static GgufWriter shard(int no, int count, int tensors, String tensor) {
    GgufWriter gguf = new GgufWriter();
    if (no == 0) {
      gguf.put("general.architecture", "llama");
    }
    return gguf.put("split.no", new GgufValue.Uint16(no))
        .put("split.count", new GgufValue.Uint16(count))
        .put("split.tensors.count", new GgufValue.Int32(tensors))
        .tensor(tensor, TensorType.F32, TensorData.constant(1), 8);
  }

  private Path file(int number) {
    return folder.resolve("m-0000" + number + "-of-00003.gguf");
  }

  private void write(int number, GgufWriter gguf) {
    gguf.write(file(number));
  }

  private void assertRefused(int number, String... reasons) {
    assertThatThrownBy(() -> GgufModel.read(file(number)))
        .isInstanceOf(JanException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(reasons));
  }
}
