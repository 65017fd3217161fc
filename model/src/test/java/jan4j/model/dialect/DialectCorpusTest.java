package jan4j.model.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.testkit.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a template writes, its dialect reads back: over the chat-template corpus, which lies beside
/// the repository.
class DialectCorpusTest {
  /// Turns that cannot be read back, and why: the template writes something else than the turn.
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "llamacpp__openai-gpt-oss-120b, text and call",
          "the template writes the text beside a call on the channel of reasoning");

  private static final int MIN_PASSED = 585;

  @Test
  void whatATemplateWritesItsDialectReadsBack() throws IOException {
    List<String> failures = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    int nTurns = 0;
    for (Path file : list(TestEnvironment.corpora("chat-templates").resolve("templates"))) {
      RoundTrip trip = new RoundTrip(Files.readString(file));
      for (Turns.Turn turn : Turns.ALL) {
        String name = stem(file) + ", " + turn.name();
        Optional<RoundTrip.Outcome> outcome = trip.outcome(turn);
        if (outcome.isEmpty()) {
          continue;
        }
        nTurns++;
        if (!outcome.get().lost().isEmpty()) {
          lost.add(name + ": " + outcome.get().lost());
        }
        if (!outcome.get().failure().isEmpty() && !EXCEPTIONS.containsKey(name)) {
          failures.add(name + " (" + trip.dialect().name() + "): " + outcome.get().failure());
        }
      }
    }
    int nPassed = nTurns - failures.size() - EXCEPTIONS.size();
    assertThat(failures).isEmpty();
    System.out.println(nPassed + " of " + nTurns + " turns are read back; of them the template");
    System.out.println("itself leaves something out in " + lost.size());
    assertThat(nPassed).isGreaterThanOrEqualTo(MIN_PASSED);
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
