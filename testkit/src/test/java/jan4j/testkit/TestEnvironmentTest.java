package jan4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestEnvironmentTest {
  @TempDir Path folder;

  @Test
  void whatIsAbsentIsNotFound() throws IOException {
    touch(".mvn/jvm.config");
    Files.createDirectories(folder.resolve("native"));
    Files.writeString(folder.resolve("native/NATIVE_VERSION"), "npm=1.0.0\n");
    TestEnvironment environment = environment(Map.of("JAN4J_DATA_FOLDER", folder.toString()));

    assertThat(environment.findNativeFolder()).isEmpty();
    assertThat(environment.findStarterModel()).isEmpty();
  }

  @Test
  void theLibrariesOfTheCheckoutsReleaseAreFoundInTheDataFolder() throws IOException {
    touch(".mvn/jvm.config");
    Files.createDirectories(folder.resolve("native"));
    Files.writeString(folder.resolve("native/NATIVE_VERSION"), "npm=3.22.1\nllama.cpp=v0.5.0\n");
    touch("jan4j/native/3.9.0/" + TestEnvironment.platform() + "/libllama.so");
    touch("jan4j/native/3.22.1/" + TestEnvironment.platform() + "-vulkan/libllama.vulkan.so");
    TestEnvironment environment = environment(Map.of("JAN4J_DATA_FOLDER", folder.toString()));

    assertThat(environment.findNativeFolder()).isEmpty();

    touch("jan4j/native/3.22.1/" + TestEnvironment.platform() + "/libllama.v0.5.0.so");
    assertThat(environment.findNativeFolder())
        .contains(folder.resolve("jan4j/native/3.22.1").resolve(TestEnvironment.platform()));
  }

  @Test
  void aFolderWithoutTheLibraryIsNotTaken() throws IOException {
    touch("libs/libllama-common.so");

    assertThat(
            environment(Map.of("JAN4J_NATIVE_FOLDER", folder.resolve("libs").toString()))
                .findNativeFolder())
        .isEmpty();
  }

  @Test
  void aVariableWinsOverTheDataFolder() throws IOException {
    Path model = touch("elsewhere/some.gguf");
    touch("llamacpp/models/smollm2-135m-instruct-q4_1/model.gguf");
    TestEnvironment environment =
        environment(
            Map.of(
                "JAN4J_DATA_FOLDER", folder.toString(), "JAN4J_STARTER_MODEL", model.toString()));

    assertThat(environment.findStarterModel()).contains(model);
  }

  @Test
  void theRepositoryIsTheFolderThatHoldsTheMavenSettings() throws IOException {
    touch(".mvn/jvm.config");
    Path module = Files.createDirectories(folder.resolve("core/target"));

    assertThat(new TestEnvironment(Map.of(), module).findRepositoryRoot()).isEqualTo(folder);
    assertThat(TestEnvironment.repositoryRoot().resolve("testkit/pom.xml")).isRegularFile();
  }

  private TestEnvironment environment(Map<String, String> variables) {
    return new TestEnvironment(variables, folder);
  }

  private Path touch(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }
}
