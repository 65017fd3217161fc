package jan4j.model.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jan4j.testkit.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `scripts/fuzz` found stays found: `src/test/resources/fuzz/TARGET/*`.
class FuzzSeedsTest {
  private static final Map<String, Consumer<byte[]>> TARGETS =
      new TreeMap<>(
          Map.of(
              "gguf", GgufFuzz::fuzzerTestOneInput,
              "jinja", JinjaFuzz::fuzzerTestOneInput,
              "dialect", DialectFuzz::fuzzerTestOneInput,
              "probe", ProbeFuzz::fuzzerTestOneInput,
              "schema", SchemaFuzz::fuzzerTestOneInput));

  static Stream<Path> seeds() throws IOException {
    try (Stream<Path> files = Files.walk(root())) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    }
  }

  private static Path root() {
    return TestEnvironment.repositoryRoot().resolve("model/src/test/resources/fuzz");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aSeedBreaksNoRule(Path seed) throws IOException {
    byte[] data = Files.readAllBytes(seed);
    assertThatCode(() -> target(seed).accept(data)).doesNotThrowAnyException();
  }

  private static Consumer<byte[]> target(Path seed) {
    return TARGETS.getOrDefault(
        seed.getParent().getFileName().toString(),
        _ -> {
          throw new IllegalStateException("no target for " + seed);
        });
  }

  @Test
  void everyTargetHasSeeds() throws IOException {
    for (String target : TARGETS.keySet()) {
      try (Stream<Path> files = Files.list(root().resolve(target))) {
        assertThat(files.toList()).as(target).isNotEmpty();
      }
    }
  }
}
