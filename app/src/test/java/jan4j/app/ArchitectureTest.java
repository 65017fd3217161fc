package jan4j.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jan4j.testkit.TestEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the module table of the architecture document against the compiled classes of all modules.
class ArchitectureTest {
  private static final Map<String, Set<String>> MAY_DEPEND_ON =
      Map.ofEntries(
          Map.entry("core", Set.of()),
          Map.entry("wire", Set.of("core")),
          Map.entry("model", Set.of("core")),
          Map.entry("llama", Set.of()),
          Map.entry("worker", Set.of("core", "wire", "llama")),
          Map.entry("egress", Set.of("core")),
          Map.entry("engine", Set.of("core", "wire", "model", "egress")),
          Map.entry("hub", Set.of("core", "wire", "model", "egress")),
          Map.entry("store", Set.of("core", "wire")),
          Map.entry("testkit", Set.of("core", "wire")),
          Map.entry("server", Set.of("core", "wire", "model", "egress", "engine", "hub", "store")),
          Map.entry(
              "app",
              Set.of("core", "wire", "model", "egress", "engine", "hub", "store", "server")));

  private static JavaClasses classes;

  @BeforeAll
  static void readAllModules() {
    List<Path> folders =
        MAY_DEPEND_ON.keySet().stream()
            .map(m -> TestEnvironment.repositoryRoot().resolve(m).resolve("target/classes"))
            .toList();
    assertThat(folders).allMatch(Files::isDirectory, "is compiled");
    classes = new ClassFileImporter().importPaths(folders);
  }

  static Stream<String> modules() {
    return MAY_DEPEND_ON.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleDependsOnlyOnWhatTheTableAllows(String module) {
    String[] forbidden =
        modules()
            .filter(m -> !m.equals(module) && !MAY_DEPEND_ON.get(module).contains(m))
            .map(m -> "jan4j." + m + "..")
            .toArray(String[]::new);
    noClasses()
        .that(resideInAPackage("jan4j." + module + ".."))
        .should()
        .dependOnClassesThat(resideInAnyPackage(forbidden))
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void onlyLlamaTouchesNativeMemory() {
    noClasses()
        .that()
        .resideOutsideOfPackage("jan4j.llama..")
        .should()
        .dependOnClassesThat(resideInAPackage("java.lang.foreign.."))
        .check(classes);
  }

  @Test
  void llamaKeepsItsMemorySegmentsToItself() {
    for (JavaClass type : classes) {
      if (!type.getPackageName().equals("jan4j.llama")
          || !type.getModifiers().contains(JavaModifier.PUBLIC)) {
        continue;
      }
      assertThat(type.getMethods())
          .filteredOn(m -> m.getModifiers().contains(JavaModifier.PUBLIC))
          .noneMatch(m ->
              Stream.concat(Stream.of(m.getRawReturnType()), m.getRawParameterTypes().stream())
                  .anyMatch(t -> t.getPackageName().equals("java.lang.foreign")));
    }
  }

  @Test
  void onlyWireKnowsTheJsonLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("jan4j.wire..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson.."))
        .check(classes);
  }

  @Test
  void onlyEgressAndServerOpenNetworkConnections() {
    DescribedPredicate<JavaClass> network =
        resideInAnyPackage("io.helidon..", "javax.net..")
            .or(
                DescribedPredicate.describe(
                    "is a network socket",
                    c ->
                        Set.of(
                                "java.net.http.HttpClient",
                                "java.net.http.WebSocket",
                                "java.net.Socket",
                                "java.net.ServerSocket",
                                "java.net.DatagramSocket",
                                "java.net.MulticastSocket",
                                "java.net.URLConnection",
                                "java.net.HttpURLConnection",
                                "java.net.InetSocketAddress",
                                "java.nio.channels.DatagramChannel",
                                "java.nio.channels.AsynchronousSocketChannel",
                                "java.nio.channels.AsynchronousServerSocketChannel")
                            .contains(c.getName())));
    noClasses()
        .that()
        .resideOutsideOfPackages("jan4j.egress..", "jan4j.server..", "jan4j.testkit..")
        .should()
        .dependOnClassesThat(network)
        .because(
            "every connection passes egress; Unix-domain sockets to workers never leave the machine")
        .check(classes);
    noClasses()
        .that()
        .resideOutsideOfPackages("jan4j.egress..", "jan4j.testkit..")
        .should()
        .callMethod(java.net.URL.class, "openConnection")
        .orShould()
        .callMethod(java.net.URL.class, "openStream")
        .check(classes);
  }
}
