package jan4j.model.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SchemaCasesTest {
  /// `src/test/resources/grammar/cases.txt` says what each schema lets through.
  @Test
  void everyKeywordLetsThroughWhatItAllowsAndNothingElse() throws IOException {
    List<String> wrong = new ArrayList<>();
    String schema = "";
    InstanceCheck check = new InstanceCheck(GbnfMatcher.of("root ::= \"\""));
    for (String line : lines()) {
      if (line.startsWith("schema ")) {
        schema = line.substring(7);
        check = check(schema);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        boolean wanted = line.startsWith("+ ");
        if (check.allows(value(line.substring(2))) != wanted) {
          wrong.add(schema + " " + line);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = SchemaCasesTest.class.getResourceAsStream("/grammar/cases.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  private static InstanceCheck check(String schema) {
    Object tree = Objects.requireNonNull(value(schema));
    try {
      return new InstanceCheck(
          GbnfMatcher.of(SchemaGrammar.of(tree, GrammarOptions.STRICT).gbnf()));
    } catch (SchemaRefused e) {
      throw new AssertionError(schema, e);
    }
  }

  private static @org.jspecify.annotations.Nullable Object value(String json) {
    return Json.readExactValue(json.getBytes(StandardCharsets.UTF_8));
  }
}
