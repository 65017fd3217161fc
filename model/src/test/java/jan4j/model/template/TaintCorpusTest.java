package jan4j.model.template;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.JanException;
import jan4j.model.template.RenderedPrompt.Segment;
import jan4j.testkit.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A model's own control tokens, written into everything that comes from outside, stay plain text:
/// over the chat-template corpus, which lies beside the repository.
class TaintCorpusTest {
  private static final Pattern TOKEN =
      Pattern.compile(
          "<\\|[^|<> ]{1,40}\\|?>|<[/A-Za-z_][^<> \"'{}]{0,40}>|\\[/?[A-Z_]{3,30}\\]"
              + "|<[^<>| ]{1,40}\\|>|<｜[^<>]{1,40}｜>|｜[^<>{}]{1,40}｜");

  /// What no template contains; it stands where the tokens stand in the harmless rendering.
  private static final String HARMLESS = "ж";

  private static final int MIN_TEMPLATES = 127;

  /// They fail without variables or messages of their own kind, and so show nothing.
  private static final Set<String> FAILING =
      Set.of(
          "automap__firefunction-v2-70b",
          "llamacpp__MiroThinker",
          "llamacpp__fireworks-ai-llama-3-firefunction-v2");

  @Test
  void whatTheTemplateWritesDoesNotDependOnControlTokensInContent() throws IOException {
    Set<String> found = new TreeSet<>();
    List<String> problems = new ArrayList<>();
    Map<AttackedPlace, Integer> reached = new EnumMap<>(AttackedPlace.class);
    Set<String> shown = new TreeSet<>();
    Set<String> hidden = new TreeSet<>();
    int n = 0;
    for (Path file : list(TestEnvironment.corpora("chat-templates").resolve("templates"))) {
      String source = Files.readString(file);
      ChatTemplate template = ChatTemplate.compile(source);
      for (AttackedPlace place : AttackedPlace.values()) {
        int before = n;
        for (String attack : attacks(source, stem(file), place)) {
          Optional<String> problem = attack(template, place, attack);
          n += problem.isPresent() ? 1 : 0;
          if (!problem.orElse("").isEmpty()) {
            String name = stem(file) + ", " + place + ", " + attack;
            found.add(name);
            problems.add(name + ": " + problem.get());
          }
        }
        reached.merge(place, n > before ? 1 : 0, Integer::sum);
        (n > before ? shown : hidden).add(stem(file));
      }
    }
    System.out.println(n + " attacks; templates that show each place: " + reached);
    hidden.removeAll(shown);
    problems.removeIf(p -> TaintExceptions.ALL.stream().anyMatch(e -> p.startsWith(e + ": ")));
    assertThat(problems).isEmpty();
    assertThat(found).containsExactlyInAnyOrderElementsOf(TaintExceptions.ALL);
    assertThat(hidden).as("templates that fail here").isEqualTo(FAILING);
    assertThat(reached.get(AttackedPlace.USER)).isGreaterThanOrEqualTo(MIN_TEMPLATES);
    assertThat(reached.get(AttackedPlace.TOOL_DESCRIPTION)).isGreaterThanOrEqualTo(MIN_TEMPLATES);
  }

  /// The problem, the empty text where all is well, or empty where the template does not show that
  /// place.
  private static Optional<String> attack(
      ChatTemplate template, AttackedPlace place, String attack) {
    String calm = attack.replaceAll("[^\n]", HARMLESS);
    for (String around : new String[] {"%s", "so %s it"}) {
      Optional<List<String>> harmless = trusted(template, place, around.formatted(calm), calm);
      if (harmless.isEmpty()) {
        return Optional.empty();
      }
      List<String> expected = harmless.get();
      if (expected.stream().anyMatch(t -> t.contains(HARMLESS))) {
        return Optional.of("content is trusted");
      }
      Optional<List<String>> attacked = trusted(template, place, around.formatted(attack), "");
      if (!attacked.equals(harmless)) {
        return Optional.of(difference(expected, attacked.orElse(List.of())));
      }
    }
    return Optional.of("");
  }

  private static String difference(List<String> expected, List<String> actual) {
    int at = 0;
    while (at < Math.min(expected.size(), actual.size())
        && expected.get(at).equals(actual.get(at))) {
      at++;
    }
    return "expected "
        + expected.subList(at, Math.min(at + 3, expected.size()))
        + " but was "
        + actual.subList(at, Math.min(at + 3, actual.size()));
  }

  /// The trusted stretches of the prompt; empty where it fails or where `shown` is not in it.
  private static Optional<List<String>> trusted(
      ChatTemplate template, AttackedPlace place, String text, String shown) {
    try {
      RenderedPrompt prompt = template.render(AttackedPlace.conversation(place, text));
      if (!prompt.text().contains(shown)) {
        return Optional.empty();
      }
      return Optional.of(
          prompt.segments().stream().filter(Segment::trusted).map(Segment::text).toList());
    } catch (JanException _) {
      return Optional.empty();
    }
  }

  /// The template's tokens, each alone, and in a row those that are no exception.
  private static List<String> attacks(String source, String template, AttackedPlace place) {
    TreeSet<String> tokens = new TreeSet<>();
    TOKEN.matcher(source).results().forEach(m -> tokens.add(m.group()));
    tokens.add("<s>");
    tokens.add("</s>");
    List<String> out = new ArrayList<>(tokens);
    tokens.removeIf(t -> TaintExceptions.isNotForRows(template + ", " + place + ", " + t));
    out.add(String.join("\n", tokens));
    return out;
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
