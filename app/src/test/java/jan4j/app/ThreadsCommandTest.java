package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.store.NewMessage;
import jan4j.store.NewThread;
import jan4j.store.Store;
import jan4j.store.StoreEdges;
import jan4j.store.StoreFolder;
import jan4j.store.ThreadId;
import jan4j.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadsCommandTest {
  @TempDir Path root;
  private Path data;
  private String id = "";
  private TestConsole console = TestConsole.pipes("");

  @BeforeEach
  void fill() {
    data = root.resolve("data");
    try (Store store = Store.open(new StoreFolder(data), StoreEdges.system())) {
      ThreadId thread = store.threads().create(NewThread.titled("About zebras")).id();
      store.threads().append(thread, NewMessage.text("user", "Why stripes?"));
      store.threads().append(thread, NewMessage.text("assistant", "Against flies."));
      id = thread.value();
    }
  }

  private int run(String... args) {
    console = TestConsole.pipes("");
    return CommandTree.of(
            console.console(),
            "core.log",
            List.of(new ThreadsCommand(console.console(), data, StoreEdges.system())))
        .execute(args);
  }

  @Test
  void theListHasIdsAndTitles() {
    assertThat(run("threads")).isZero();
    assertThat(console.out()).contains(id, "About zebras");
    assertThat(run("threads", "list", "--json")).isZero();
    assertThat(Json.readTree(console.out())).containsOnlyKeys("threads");
  }

  @Test
  void aThreadIsShownByTheBeginningOfItsId() {
    assertThat(run("threads", "show", id.substring(0, 8))).isZero();
    assertThat(console.out()).contains("# About zebras", "## User", "Why stripes?");
    assertThat(run("threads", "show", id, "--json")).isZero();
    assertThat(Json.readTree(console.out())).containsKeys("messages", "shown", "notices");
    assertThat(run("threads", "show", "nothing")).isEqualTo(ExitCode.FAILURE);
    assertThat(console.err()).contains("threads list");
  }

  @Test
  void aSearchMarksWhatItFound() {
    assertThat(run("threads", "search", "stripe")).isZero();
    assertThat(console.out()).contains("Why [stripes]?");
    assertThat(run("threads", "search", "--json", "--before", "2000-01-01", "stripes")).isZero();
    assertThat(Json.readTree(console.out()).get("hits")).isEqualTo(List.of());
    assertThat(run("threads", "search", "--after", "yesterday", "x")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void anExportIsImportedElsewhere() throws Exception {
    Path file = root.resolve("out.json");
    assertThat(run("threads", "export", "-f", "json", "-o", file.toString())).isZero();
    Path other = Files.createDirectory(root.resolve("other"));
    assertThat(run("threads", "import", file.toString(), "--data-folder", other.toString()))
        .isZero();
    assertThat(console.out()).contains("Taken: 1");
    assertThat(run("threads", "list", "--data-folder", other.toString())).isZero();
    assertThat(console.out()).contains("About zebras");
    assertThat(run("threads", "export", "-f", "html")).isZero();
    assertThat(console.out()).startsWith("<!DOCTYPE html>");
  }

  @Test
  void aBrokenImportIsReported() throws Exception {
    Path file = Files.writeString(root.resolve("broken.json"), "[{");
    assertThat(run("threads", "import", file.toString())).isEqualTo(ExitCode.FAILURE);
    assertThat(console.err()).contains("broken.json");
  }

  @Test
  void aDeletedThreadIsRestored() {
    assertThat(run("threads", "delete", id, "--json")).isZero();
    List<?> entries = (List<?>) Json.readTree(console.out()).get("trash");
    assertThat(run("threads", "list")).isZero();
    assertThat(console.out()).isEmpty();
    assertThat(run("threads", "trash")).isZero();
    assertThat(console.out()).contains("About zebras");
    assertThat(run("threads", "restore", entries.getFirst().toString())).isZero();
    assertThat(run("threads", "show", id)).isZero();
  }

  @Test
  void aFolderInUseSaysByWhom() {
    try (Store store = Store.open(new StoreFolder(data), StoreEdges.system())) {
      assertThat(run("threads", "delete", id)).isEqualTo(ExitCode.FAILURE);
      assertThat(console.err()).contains("process " + ProcessHandle.current().pid());
      assertThat(run("threads", "list")).isZero();
      assertThat(store.threads().list()).hasSize(1);
    }
  }

  @Test
  void aFolderThatIsNotThereIsAUsageError() {
    assertThat(run("threads", "list", "--data-folder", root.resolve("no").toString()))
        .isEqualTo(ExitCode.USAGE);
  }
}
