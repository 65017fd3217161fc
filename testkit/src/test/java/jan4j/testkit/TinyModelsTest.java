package jan4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TinyModelsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aModelIsSmallAndTheSameEveryTime(TinyModels.Kind kind) throws IOException {
    Path first = TinyModels.write(kind, folder.resolve("a"));
    Path second = TinyModels.write(kind, folder.resolve("b"));

    assertThat(first).hasFileName(kind.modelName() + ".gguf").hasSameBinaryContentAs(second);
    assertThat(Files.size(first)).isLessThan(2_000_000);
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenModelDiffersFromTheGoodOne(BrokenModels broken) throws IOException {
    Path good = TinyModels.base(folder.resolve("good"));
    Path file = broken.write(folder.resolve("broken"));

    assertThat(Files.mismatch(good, file)).isNotNegative();
    assertThat(folder.resolve("broken")).isDirectoryContaining(f -> f.equals(file));
    assertThat(folder.resolve("broken").toFile().list()).hasSize(1);
  }
}
