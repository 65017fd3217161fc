package jan4j.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifiedFolderTest {
  @TempDir Path temp;
  private VerifiedFolder folder;

  @BeforeEach
  void fill() throws IOException {
    folder = new VerifiedFolder(temp);
    Files.writeString(temp.resolve("libllama.so"), "weights");
    Files.createDirectories(temp.resolve("fallback"));
    Files.writeString(temp.resolve("fallback/libcuda.so"), "older");
    assertThat(folder.isMarked()).isFalse();
    assertThat(folder.isIntact()).isFalse();
    folder.mark("sum");
    assertThat(folder.isIntact()).isTrue();
  }

  private void write(String name, String text, long millis) throws IOException {
    Files.writeString(temp.resolve(name), text);
    Files.setLastModifiedTime(temp.resolve(name), FileTime.fromMillis(millis));
  }

  @Test
  void aFileOfAnotherSizeIsNoticed() throws IOException {
    write("libllama.so", "more than weights", 1);
    assertThat(folder.change()).contains("libllama.so has 17 bytes instead of 7");
    assertThat(folder.isIntact()).isFalse();
  }

  @Test
  void aChangedFileOfTheSameSizeIsNoticed() throws IOException {
    write("fallback/libcuda.so", "newer", 1);
    assertThat(folder.change()).contains("fallback/libcuda.so was changed");
  }

  @Test
  void aMissingAndAnAddedFileAreNoticed() throws IOException {
    write("libggml-evil.so", "x", 1);
    assertThat(folder.change()).contains("libggml-evil.so was added");
    Files.delete(temp.resolve("libggml-evil.so"));
    Files.delete(temp.resolve("libllama.so"));
    assertThat(folder.change()).contains("libllama.so is missing");
  }

  @Test
  void aCopyWithOtherTimesIsTheSame() throws IOException {
    write("libllama.so", "weights", 1);
    assertThat(folder.isIntact()).isTrue();
    assertThat(temp.resolve(".verified"))
        .content()
        .startsWith("sum\n")
        .contains("\t1\tlibllama.so");
  }

  @Test
  void aMarkWithoutFilesIsCompletedAndABrokenOneIsNoMark() throws IOException {
    Files.writeString(temp.resolve(".verified"), "sum\n");
    assertThat(folder.isIntact()).isTrue();
    write("libllama.so", "other", 1);
    assertThat(folder.isIntact()).isFalse();
    Files.writeString(temp.resolve(".verified"), "sum\nnonsense\n");
    assertThat(folder.change().orElse("")).contains("cannot be used");
  }
}
