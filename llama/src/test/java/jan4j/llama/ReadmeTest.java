package jan4j.llama;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.testkit.TestEnvironment;
import jan4j.testkit.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  @Test
  void showsTheExampleAsItIsTested() throws IOException {
    Path module = TestEnvironment.repositoryRoot().resolve("llama");
    String source = Files.readString(module.resolve("src/test/java/jan4j/llama/Example.java"));
    String marked = between(source, "  // begin\n", "  // end\n");
    String example = marked.stripTrailing().stripIndent() + "\n";
    String shown = between(Files.readString(module.resolve("README.md")), "```java\n", "```\n");
    assertThat(shown).isEqualTo(example);
  }

  @Test
  @Tag("native")
  void theExampleWritesText() {
    Path file = TinyModels.dense(Tiny.FOLDER);
    assertThat(Example.complete(TestEnvironment.nativeFolder(), file, "Once upon a time", 8))
        .isNotEmpty();
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
