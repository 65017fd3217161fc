package jan4j.model.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jan4j.wire.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Runs the public JSON-Schema-Test-Suite, which is no part of this repository:
/// `-Djan4j.schemaSuite=FOLDER`, the suite's checkout; absent, the test is skipped. Formats count
/// as annotations, as the suite has them. Figures go to standard output.
@Tag("slow")
class SchemaSuiteTest {
  private int nGroups;
  private int nRefused;
  private int nInvalid;
  private int nValid;
  private int nMissed;
  private final List<String> holes = new ArrayList<>();

  @Test
  void noInvalidInstanceOfDraft202012IsLetThrough() throws IOException {
    run("draft2020-12", GrammarOptions.Draft.DRAFT_2020_12);
  }

  @Test
  void noInvalidInstanceOfDraft7IsLetThrough() throws IOException {
    run("draft7", GrammarOptions.Draft.DRAFT_7);
  }

  private void run(String folder, GrammarOptions.Draft draft) throws IOException {
    String suite = System.getProperty("jan4j.schemaSuite", "");
    assumeTrue(!suite.isEmpty(), "no suite: set -Djan4j.schemaSuite to its folder");
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(Path.of(suite, "tests", folder), "*.json")) {
      all.forEach(files::add);
    }
    Collections.sort(files);
    for (Path file : files) {
      for (Object group : (List<?>) Objects.requireNonNull(read(file))) {
        group(file.getFileName() + ": ", (Map<?, ?>) group, draft);
      }
    }
    System.out.println(
        String.join(
            " ",
            List.of(
                folder,
                "groups",
                "" + nGroups,
                "refused",
                "" + nRefused,
                "invalid",
                "" + nInvalid,
                "let through",
                "" + holes.size(),
                "valid",
                "" + nValid,
                "missed",
                "" + nMissed)));
    assertThat(holes).isEmpty();
  }

  private static @org.jspecify.annotations.Nullable Object read(Path file) throws IOException {
    return Json.readExactValue(Files.readAllBytes(file));
  }

  private void group(String file, Map<?, ?> group, GrammarOptions.Draft draft) {
    nGroups++;
    GbnfMatcher matcher;
    try {
      matcher =
          GbnfMatcher.of(
              SchemaGrammar.of(
                      Objects.requireNonNull(group.get("schema")),
                      new GrammarOptions(false, false, draft))
                  .gbnf());
    } catch (SchemaRefused refused) {
      if (!refused.reason().contains("no value")) {
        nRefused++;
        System.out.println(
            "refused " + file + group.get("description") + ": " + refused.getMessage());
      }
      return;
    }
    for (Object each : (List<?>) Objects.requireNonNull(group.get("tests"))) {
      Map<?, ?> test = (Map<?, ?>) each;
      boolean valid = Boolean.TRUE.equals(test.get("valid"));
      boolean allowed = new InstanceCheck(matcher).allows(test.get("data"));
      nValid += valid ? 1 : 0;
      nInvalid += valid ? 0 : 1;
      nMissed += valid && !allowed ? 1 : 0;
      if (allowed && !valid) {
        holes.add(file + group.get("description") + ": " + test.get("description"));
      }
    }
  }
}
