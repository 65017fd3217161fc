package jan4j.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarGzTest {
  @TempDir Path folder;

  private int extract(TarBuilder tar) throws IOException {
    Path archive = tar.write(folder.resolve("a.tgz"));
    return TarGz.extract(archive, "package/bins/x/", folder.resolve("out/inner"));
  }

  private List<String> written() throws IOException {
    if (!Files.exists(folder.resolve("out"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> folder.resolve("out/inner").relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void onlyTheFilesOfTheOneFolderAreWritten() throws IOException {
    int n =
        extract(
            new TarBuilder()
                .file("package/LICENSE", "mit")
                .file("package/bins/x/liba.so", "a")
                .file("package/bins/x/fallback/libb.so", "bb")
                .file("package/bins/xy/libc.so", "c")
                .file("package/bins/x/empty", ""));
    assertThat(n).isEqualTo(3);
    assertThat(written()).containsExactly("empty", "fallback/libb.so", "liba.so");
    assertThat(folder.resolve("out/inner/fallback/libb.so")).hasContent("bb");
  }

  @Test
  void namesThatClimbAreNotWritten() throws IOException {
    int n =
        extract(
            new TarBuilder()
                .file("package/bins/x/../../evil", "e")
                .file("package/bins/x/a/../../../../evil", "e")
                .file("/package/bins/x/evil", "e")
                .file("package/bins/x//etc/evil", "e"));
    assertThat(written()).noneMatch(f -> f.contains(".."));
    assertThat(folder.resolve("evil")).doesNotExist();
    assertThat(Path.of("/etc/evil")).doesNotExist();
    assertThat(n).isLessThanOrEqualTo(1);
  }

  @Test
  void linksAndDevicesAreNotWritten() throws IOException {
    TarBuilder tar =
        new TarBuilder()
            .entry("package/bins/x/link", '2', 0, "")
            .entry("package/bins/x/hard", '1', 0, "")
            .entry("package/bins/x/device", '3', 0, "");
    assertThat(extract(tar)).isZero();
    assertThat(written()).isEmpty();
  }

  @Test
  void anArchiveThatClaimsTooMuchIsRefused() {
    TarBuilder tar = new TarBuilder().entry("package/bins/x/big", '0', 7L << 30, "x");
    assertThatThrownBy(() -> extract(tar)).hasMessageContaining("more than");
  }

  @Test
  void anArchiveThatEndsWithinAFileIsRefused() {
    TarBuilder tar = new TarBuilder().entry("package/bins/x/cut", '0', 1 << 20, "x");
    assertThatThrownBy(() -> extract(tar)).isInstanceOf(IOException.class);
  }
}
