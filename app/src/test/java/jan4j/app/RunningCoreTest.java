package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningCoreTest {
  @TempDir Path folder;

  private final RunningCore own =
      new RunningCore(
          ProcessHandle.current().pid(),
          URI.create("http://127.0.0.1:1337"),
          Instant.parse("2026-11-25T12:00:00Z"));

  @Test
  void aWrittenCoreIsFound() {
    own.write(folder);

    assertThat(RunningCore.find(folder)).contains(own);
  }

  @Test
  void onlyTheOwnerCanReadIt() throws Exception {
    own.write(folder);

    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("core.json"))))
          .isEqualTo("rw-------");
    }
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aCoreWhoseProcessIsGoneIsNone() {
    new RunningCore(Integer.MAX_VALUE, own.url(), own.started()).write(folder);

    assertThat(RunningCore.find(folder)).isEmpty();
  }

  @Test
  void aBrokenFileIsNone() throws Exception {
    Files.writeString(folder.resolve("core.json"), "{\"pid\": ");

    assertThat(RunningCore.find(folder)).isEmpty();
  }

  @Test
  void removingLeavesAnotherCoresFile() {
    RunningCore other = new RunningCore(1, own.url(), own.started());
    other.write(folder);

    own.remove(folder);
    assertThat(folder.resolve("core.json")).exists();

    other.remove(folder);
    assertThat(folder.resolve("core.json")).doesNotExist();
  }
}
