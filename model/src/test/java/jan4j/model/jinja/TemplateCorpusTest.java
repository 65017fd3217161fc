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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// All outcomes of the chat-template corpus, which lies beside the repository.
class TemplateCorpusTest {
  private static final String FAILED = "failed with ";
  private static final Clock CLOCK =
      Clock.fixed(LocalDateTime.of(2026, 1, 2, 3, 4, 5).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);

  @Test
  void everyRealTemplateRendersAsJinja2Does() throws IOException {
    Path corpus = TestEnvironment.corpora("chat-templates");
    Map<String, Map<String, Object>> inputs = new LinkedHashMap<>();
    for (Path input : list(corpus.resolve("inputs"))) {
      inputs.put(stem(input), Json.readTree(Files.readString(input)));
    }
    List<String> failures = new ArrayList<>();
    int n = 0;
    for (Path file : list(corpus.resolve("templates"))) {
      Template template = Template.compile(Files.readString(file));
      Map<String, Object> goldens =
          Json.readTree(Files.readString(corpus.resolve("goldens").resolve(stem(file) + ".json")));
      for (Map.Entry<String, Map<String, Object>> input : inputs.entrySet()) {
        n++;
        Object golden = goldens.get(input.getKey());
        String actual = outcome(template, input.getValue());
        if (!isAsExpected(actual, golden)) {
          failures.add(
              stem(file) + " " + input.getKey() + ": expected\n" + golden + "\nbut was\n" + actual);
        }
      }
    }
    assertThat(failures).as("of " + n + " outcomes").isEmpty();
    assertThat(n).isGreaterThanOrEqualTo(1_320);
  }

  private static boolean isAsExpected(String actual, @Nullable Object outcome) {
    if (!(outcome instanceof Map<?, ?> golden)) {
      return false;
    }
    if (golden.get("error") instanceof String error) {
      // The message matters only where the template wrote it.
      return error.startsWith("TemplateError:")
          ? actual.equals(FAILED + error)
          : actual.startsWith(FAILED);
    }
    return actual.equals(golden.get("output"));
  }

  private static String outcome(Template template, Map<String, Object> variables) {
    try {
      return template.render(variables, CLOCK).value();
    } catch (TemplateException e) {
      return FAILED + e.type() + ": " + e.getMessage();
    }
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
