package jan4j.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.egress.Egress;
import jan4j.egress.EgressPolicy;
import jan4j.egress.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // the fake npm is a shell script
class NativeLibrariesTest {
  /// Copies the archive named after the package's last part to the folder after --pack-destination.
  private static final String NPM =
      """
      echo run >> "$0.log"
      for a in "$@"; do
        case "$prev" in --pack-destination) to=$a ;; esac
        case "$a" in @*) name=${a##*/}; name=${name%%@*} ;; esac
        prev=$a
      done
      cp "$(dirname "$0")/$name.tgz" "$to/"
      """;

  @TempDir Path temp;

  private DataFolder data() {
    return new DataFolder(temp.resolve("data"));
  }

  private Path tools() {
    return temp.resolve("tools");
  }

  private String pack(String shortName) throws IOException {
    Files.createDirectories(tools());
    Path archive =
        new TarBuilder()
            .file("package/bins/" + shortName + "/libllama.so", shortName)
            .write(tools().resolve(shortName + ".tgz"));
    return Digests.sha512Base64(archive);
  }

  private static NativeTable.Row row(String accelerator, String shortName, String sha512) {
    return new NativeTable.Row("linux-x64", accelerator, "@x/" + shortName, 100, sha512, true);
  }

  private static Hardware hardware(String driver, boolean vulkan) {
    return new Hardware("linux-x64", "Linux", "cpu", 1, 1, 1, 1, List.of(), driver, vulkan);
  }

  private NativeLibraries libraries(
      EgressPolicy policy, Hardware hardware, String npm, NativeTable.Row... rows)
      throws IOException {
    ToolFolder fakes = new ToolFolder(tools()).with("npm", npm);
    return new NativeLibraries(
        data(),
        new NativeTable("1.0.0", "v0", List.of(rows)),
        new Egress(policy, new Ledger(data().ledger()), Clock.systemUTC()),
        hardware,
        new PackageTool(fakes.environment()));
  }

  @Test
  void aPackageIsBroughtOnceAndVerified() throws IOException {
    NativeLibraries libraries =
        libraries(EgressPolicy.online(), hardware("", false), NPM, row("cpu", "c", pack("c")));
    NativeLibrary library = libraries.ensure("auto", ProgressListener.NONE);
    assertThat(library.folder()).isEqualTo(data().nativeLibraries().resolve("1.0.0/c"));
    assertThat(library.folder().resolve("libllama.so")).hasContent("c");
    libraries.ensure("auto", ProgressListener.NONE);
    assertThat(tools().resolve("npm.log")).hasContent("run");
    assertThat(Files.readString(data().ledger())).contains("@x/c@1.0.0").contains("npm registry");
  }

  @Test
  void aPackageThatIsHereIsUsedOffline() throws IOException {
    NativeTable.Row cpu = row("cpu", "c", pack("c"));
    libraries(EgressPolicy.online(), hardware("", false), NPM, cpu)
        .ensure("cpu", ProgressListener.NONE);
    NativeLibraries offline = libraries(EgressPolicy.closed(), hardware("", false), NPM, cpu);
    assertThat(offline.ensure("auto", ProgressListener.NONE).accelerator()).isEqualTo("cpu");
    assertThat(offline.present("auto")).isPresent();
  }

  @Test
  void offlineSaysWhatIsMissingAndStartsNoNpm() throws IOException {
    NativeLibraries libraries =
        libraries(EgressPolicy.closed(), hardware("", false), NPM, row("cpu", "c", pack("c")));
    assertThatThrownBy(() -> libraries.ensure("auto", ProgressListener.NONE))
        .isInstanceOfSatisfying(
            JanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EGRESS_DENIED))
        .hasMessageContaining("@x/c@1.0.0");
    assertThat(tools().resolve("npm.log")).doesNotExist();
  }

  @Test
  void anotherFileThanExpectedIsThrownAway() throws IOException {
    pack("c");
    NativeLibraries libraries =
        libraries(EgressPolicy.online(), hardware("", false), NPM, row("cpu", "c", "AAAA"));
    assertThatThrownBy(() -> libraries.ensure("cpu", ProgressListener.NONE))
        .hasMessageContaining("another file than expected");
    assertThat(libraries.present("auto")).isEmpty();
  }

  @Test
  void aChangedLibraryIsBroughtAnewAndSaidOffline() throws IOException {
    NativeTable.Row cpu = row("cpu", "c", pack("c"));
    NativeLibraries online = libraries(EgressPolicy.online(), hardware("", false), NPM, cpu);
    Path library = online.ensure("cpu", ProgressListener.NONE).folder().resolve("libllama.so");
    Files.writeString(library, "something else");
    assertThat(online.present("auto")).isEmpty();
    NativeLibraries offline = libraries(EgressPolicy.closed(), hardware("", false), NPM, cpu);
    assertThatThrownBy(() -> offline.ensure("cpu", ProgressListener.NONE))
        .hasMessageContaining("libllama.so has 14 bytes instead of 1")
        .hasMessageContaining("offline");
    online.ensure("cpu", ProgressListener.NONE);
    assertThat(library).hasContent("c");
  }

  @Test
  void aPackageWithoutChecksumIsRefused() throws IOException {
    NativeLibraries libraries =
        libraries(EgressPolicy.online(), hardware("", false), NPM, row("cpu", "c", ""));
    assertThatThrownBy(() -> libraries.ensure("cpu", ProgressListener.NONE))
        .hasMessageContaining("checksum is not known");
    assertThat(tools().resolve("npm.log")).doesNotExist();
  }

  @Test
  void aDeviceThatWasFoundBringsItsPackageBesideTheCpus() throws IOException {
    NativeLibraries libraries =
        libraries(
            EgressPolicy.online(),
            hardware("", true),
            NPM,
            row("cpu", "c", pack("c")),
            row("vulkan", "v", pack("v")));
    assertThat(libraries.ensure("auto", ProgressListener.NONE).accelerator()).isEqualTo("vulkan");
    assertThat(data().nativeLibraries().resolve("1.0.0/c/.verified")).exists();
    assertThat(libraries.ensure("cpu", ProgressListener.NONE).accelerator()).isEqualTo("cpu");
  }

  @Test
  void aFoundDevicesPackageThatDoesNotComeLeavesTheCpus() throws IOException {
    NativeLibraries libraries =
        libraries(
            EgressPolicy.online(),
            hardware("", true),
            NPM,
            row("cpu", "c", pack("c")),
            row("vulkan", "v", "AAAA"));
    assertThat(libraries.ensure("auto", ProgressListener.NONE).accelerator()).isEqualTo("cpu");
    assertThatThrownBy(() -> libraries.ensure("vulkan", ProgressListener.NONE))
        .isInstanceOf(JanException.class);
  }

  @Test
  void anOldNvidiaDriverGetsTheFallback() throws IOException {
    Files.createDirectories(tools());
    Path ext =
        new TarBuilder()
            .file("package/bins/e/fallback/libllama.so", "older")
            .write(tools().resolve("e.tgz"));
    NativeLibraries libraries =
        libraries(
            EgressPolicy.online(),
            hardware("550.54.15", false),
            NPM,
            row("cpu", "c", pack("c")),
            row("cuda", "d", pack("d")),
            row("cuda-ext", "e", Digests.sha512Base64(ext)));
    NativeLibrary library = libraries.ensure("auto", ProgressListener.NONE);
    assertThat(library.folder().resolve("libllama.so")).hasContent("older");
  }

  @Test
  void aKilledInstallationIsDoneAgain() throws IOException {
    Path place = data().nativeLibraries().resolve("1.0.0/c");
    Files.createDirectories(place);
    Files.writeString(place.resolve("libhalf.so"), "half");
    NativeLibraries libraries =
        libraries(EgressPolicy.online(), hardware("", false), NPM, row("cpu", "c", pack("c")));
    assertThat(libraries.present("auto")).isEmpty();
    libraries.ensure("cpu", ProgressListener.NONE);
    try (Stream<Path> files = Files.list(place)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("libllama.so", ".verified");
    }
  }

  @Test
  void npmsOwnWordsAreShownWithWhatToDo() throws IOException {
    String e404 = "echo 'npm error code E404' >&2; echo 'npm error 404 Not Found' >&2; exit 1";
    assertThatThrownBy(() -> failing(e404))
        .hasMessageContaining("404 Not Found")
        .hasMessageContaining("does not serve this version");
    assertThatThrownBy(() -> failing("echo 'npm error code ENOTFOUND' >&2; exit 1"))
        .hasMessageContaining("ENOTFOUND")
        .hasMessageContaining("no network");
    assertThatThrownBy(() -> failing("echo 'npm error code EACCES' >&2; exit 243"))
        .hasMessageContaining("npm config");
  }

  private void failing(String npm) throws IOException {
    libraries(EgressPolicy.online(), hardware("", false), npm, row("cpu", "c", "AAAA"))
        .ensure("cpu", ProgressListener.NONE);
  }

  @Test
  void theShippedTableHasTheChecksumsOfLinux() {
    NativeTable table = NativeTable.shipped();
    assertThat(table.version()).isEqualTo("3.22.1");
    assertThat(table.rows())
        .filteredOn(r -> r.platform().startsWith("linux"))
        .hasSize(5)
        .allMatch(r -> r.sha512().length() == 88 && r.sizeBytes() > 0);
    assertThat(table.rows())
        .filteredOn(r -> !r.platform().startsWith("linux"))
        .allMatch(r -> r.sha512().isEmpty() && !r.tested());
  }
}
