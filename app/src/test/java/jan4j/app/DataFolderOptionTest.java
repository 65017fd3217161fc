package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DataFolderOptionTest {
  private static Path root(String... args) {
    return DataFolderOption.of(args).root();
  }

  @Test
  void theFolderIsTakenFromTheArgumentsBeforeTheCommandsAreMade() {
    Path folder = Path.of("jan", "data").toAbsolutePath();
    assertThat(root("serve", "--data-folder", "jan/data")).isEqualTo(folder);
    assertThat(root("serve", "--port", "0", "--data-folder=jan/data")).isEqualTo(folder);
  }

  @Test
  void whatStandsBehindTheEndOfOptionsIsNoOption() {
    assertThat(root("threads", "search", "--", "--data-folder", "x")).isEqualTo(root("serve"));
  }
}
