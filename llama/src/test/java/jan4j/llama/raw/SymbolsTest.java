package jan4j.llama.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SymbolsTest {
  @Test
  void everyExportedFunctionIsBoundOrStandsOnTheListOfExceptions() {
    Set<String> accounted = new TreeSet<>(boundFunctions());
    accounted.addAll(exceptions());
    assertThat(accounted).containsAll(Lists.read("exported-v0.5.0.txt"));
  }

  @Test
  void everyExceptionIsExportedNotBoundAndHasAReason() {
    assertThat(Lists.read("exported-v0.5.0.txt")).containsAll(exceptions());
    assertThat(boundFunctions()).doesNotContainAnyElementsOf(exceptions());
    assertThat(Lists.read("unbound.txt")).allMatch(line -> line.split(": ", 2)[1].length() > 10);
  }

  @Test
  void theLoaderLooksForExactlyTheBoundFunctions() {
    assertThat(Lists.read("/jan4j/llama/symbols.txt"))
        .containsExactlyInAnyOrderElementsOf(boundFunctions());
  }

  private static List<String> exceptions() {
    return Lists.read("unbound.txt").stream().map(line -> line.split(": ", 2)[0]).toList();
  }

  private static Set<String> boundFunctions() {
    return rawClasses().stream()
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .map(Method::getName)
        .filter(name -> name.startsWith("llama_") || name.startsWith("ggml_"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Class<?>> rawClasses() {
    try (Stream<Path> files =
        Files.list(Path.of(Native.class.getResource("Native.class").toURI()).getParent())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.contains("-"))
          .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName("jan4j.llama.raw." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
