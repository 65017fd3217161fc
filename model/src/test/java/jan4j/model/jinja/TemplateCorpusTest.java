package jan4j.model.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.testkit.TestEnvironment;
import jan4j.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// All outcomes of the chat-template corpus, which lies beside the repository.
class TemplateCorpusTest {
  private static final Clock CLOCK =
      Clock.fixed(LocalDateTime.of(2026, 1, 2, 3, 4, 5).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);

  @Test
  void everyRealTemplateRendersAsJinja2Does() throws IOException {
    Path corpus = TestEnvironment.corpora("chat-templates");
    List<String> failures = new ArrayList<>();
    int n = 0;
    for (Path template : list(corpus.resolve("templates"))) {
      String name = template.getFileName().toString().replace(".jinja", "");
      Map<String, Object> goldens =
          Json.readTree(Files.readString(corpus.resolve("goldens").resolve(name + ".json")));
      for (Path input : list(corpus.resolve("inputs"))) {
        String shape = input.getFileName().toString().replace(".json", "");
        n++;
        check(Files.readString(template), input, goldens.get(shape), name + " " + shape, failures);
      }
    }
    assertThat(failures).as("of " + n + " outcomes").isEmpty();
    assertThat(n).isGreaterThanOrEqualTo(1_320);
  }

  private static void check(
      String source, Path input, Object golden, String name, List<String> failures)
      throws IOException {
    Map<?, ?> expected = (Map<?, ?>) golden;
    String output;
    try {
      output =
          Template.compile(source).render(Json.readTree(Files.readString(input)), CLOCK).value();
    } catch (TemplateException e) {
      Object error = expected.get("error");
      String actual = e.type() + ": " + e.getMessage();
      boolean same =
          error != null && (!error.toString().startsWith("TemplateError:") || error.equals(actual));
      if (!same) {
        failures.add(
            name
                + ": expected "
                + expected
                + " but failed with "
                + actual
                + " at line "
                + e.line());
      }
      return;
    }
    if (!output.equals(expected.get("output"))) {
      failures.add(name + ": expected\n" + expected + "\nbut was\n" + output);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
