package jan4j.app;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.store.Store;
import jan4j.store.StoreEdges;
import jan4j.store.StoreFolder;
import jan4j.store.StoredThread;
import jan4j.store.ThreadId;
import jan4j.store.exchange.ExportFormat;
import jan4j.store.exchange.Exporter;
import jan4j.store.exchange.ImportReport;
import jan4j.store.exchange.Importer;
import jan4j.store.exchange.ThreadTrees;
import jan4j.store.search.SearchHit;
import jan4j.store.search.SearchQuery;
import jan4j.wire.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `jan4j threads`: the conversations of a data folder, which may be Jan's. Reading works beside a
/// running core; changing takes the folder's lock, and says who has it.
@Command(
    name = "threads",
    description = "List, read, search, export, import and delete conversations.")
final class ThreadsCommand implements Callable<Integer> {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private final Console console;
  private final Path home;
  private final StoreEdges edges;

  /// @param home the data folder unless another is given
  ThreadsCommand(Console console, Path home, StoreEdges edges) {
    this.console = console;
    this.home = home;
    this.edges = edges;
  }

  /// What every subcommand takes.
  static final class Common {
    @Option(names = "--json", description = "Print one JSON object.")
    boolean json;

    @Option(
        names = "--data-folder",
        paramLabel = "DIR",
        description =
            "Data folder, Jan's or Jan4j's. Default: JAN4J_DATA_FOLDER or the usual place.")
    @org.jspecify.annotations.Nullable
    Path folder;
  }

  /// What narrows a search.
  static final class Filter {
    @Option(names = "--project", paramLabel = "ID", description = "Only threads of this project.")
    String project = "";

    @Option(
        names = "--assistant",
        paramLabel = "ID",
        description = "Only threads with this assistant.")
    String assistant = "";

    @Option(names = "--model", paramLabel = "ID", description = "Only answers of this model.")
    String model = "";

    @Option(
        names = "--after",
        paramLabel = "DATE",
        description = "Not before this day, as 2026-01-31.")
    String after = "";

    @Option(names = "--before", paramLabel = "DATE", description = "Before this day.")
    String before = "";
  }

  @Override
  public Integer call() {
    return list(new Common(), "", 50);
  }

  private Store reading(Common common) {
    return Store.read(folder(common), edges);
  }

  private Store writing(Common common) {
    Store store = Store.open(folder(common), edges);
    store.notices().forEach(n -> console.note(n.text()));
    return store;
  }

  private StoreFolder folder(Common common) {
    Path folder = common.folder == null ? home : common.folder.toAbsolutePath().normalize();
    if (common.folder != null && !Files.isDirectory(folder)) {
      throw JanException.invalid("data_folder", folder + " is no folder; give a data folder");
    }
    return new StoreFolder(folder);
  }

  @Command(name = "list", description = "List the conversations, newest first.")
  int list(
      @Mixin Common common,
      @Option(
              names = "--project",
              paramLabel = "ID",
              defaultValue = "",
              description = "Only those of this project.")
          String project,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "50",
              description = "At most so many; 0 lists all. Default: 50.")
          int limit) {
    try (Store store = reading(common)) {
      List<StoredThread> all =
          store.threads().list().stream()
              .filter(t -> project.isEmpty() || t.file().projectId().equals(project))
              .toList();
      List<StoredThread> some =
          all.subList(0, limit <= 0 ? all.size() : Math.min(limit, all.size()));
      if (common.json) {
        console.line(
            Json.writeText(Map.of("threads", some.stream().map(ThreadTrees::thread).toList())));
        return ExitCode.OK;
      }
      for (StoredThread thread : some) {
        console.line(
            thread.id()
                + "  "
                + DAY.format(thread.updated().atZone(ZoneId.systemDefault()))
                + "  "
                + SafeText.line(thread.title()));
      }
      if (some.size() < all.size()) {
        console.note((all.size() - some.size()) + " more; --limit 0 lists all.");
      }
      return ExitCode.OK;
    }
  }

  @Command(name = "show", description = "Print a conversation.")
  int show(
      @Mixin Common common,
      @Parameters(paramLabel = "ID", description = "The thread's id, or its beginning.")
          String id) {
    try (Store store = reading(common)) {
      ThreadId thread = find(store, id);
      if (common.json) {
        console.line(Json.writeText(ThreadTrees.conversation(store.threads().open(thread))));
        return ExitCode.OK;
      }
      store.threads().open(thread).notices().forEach(n -> console.note(n.text()));
      StringBuilder text = new StringBuilder();
      new Exporter(store.threads()).export(List.of(thread), ExportFormat.MARKDOWN, text);
      console.line(text.toString().stripTrailing());
      return ExitCode.OK;
    }
  }

  @Command(name = "search", description = "Search titles and messages; all words must occur.")
  int search(
      @Mixin Common common,
      @Mixin Filter filter,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "20",
              description = "At most so many. Default: 20.")
          int limit,
      @Parameters(paramLabel = "WORD", arity = "1..*", description = "What to look for.")
          List<String> words) {
    SearchQuery query =
        new SearchQuery(
            String.join(" ", words),
            filter.project,
            filter.assistant,
            filter.model,
            filter.after.isEmpty() ? Instant.MIN : day("after", filter.after),
            filter.before.isEmpty() ? Instant.MAX : day("before", filter.before),
            limit);
    try (Store store = reading(common)) {
      List<SearchHit> hits = ThreadSearch.search(store, query);
      if (common.json) {
        console.line(Json.writeText(Map.of("hits", hits.stream().map(ThreadTrees::hit).toList())));
        return ExitCode.OK;
      }
      for (SearchHit hit : hits) {
        console.line(hit.thread() + "  " + SafeText.line(hit.title()));
        console.line("    " + SafeText.line(ThreadTrees.marked(hit)));
      }
      if (hits.isEmpty()) {
        console.note("Nothing was found.");
      }
      return ExitCode.OK;
    }
  }

  private static Instant day(String name, String text) {
    try {
      return LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeParseException e) {
      throw JanException.invalid(
          name, "--" + name + " is \"" + text + "\"; give a day as 2026-01-31");
    }
  }

  @Command(name = "export", description = "Write conversations as Markdown, JSON or one HTML page.")
  int export(
      @Mixin Common common,
      @Option(
              names = {"-f", "--format"},
              paramLabel = "FORMAT",
              defaultValue = "markdown",
              description = "markdown, json or html. Default: markdown.")
          ExportFormat format,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FILE",
              description = "Write there instead of to standard output.")
          @org.jspecify.annotations.Nullable
          Path output,
      @Option(
              names = "--project",
              paramLabel = "ID",
              defaultValue = "",
              description = "Those of this project.")
          String project,
      @Parameters(
              paramLabel = "ID",
              arity = "0..*",
              description = "The threads; without them, all.")
          @org.jspecify.annotations.Nullable
          List<String> ids) {
    try (Store store = reading(common)) {
      List<ThreadId> threads =
          ids == null || ids.isEmpty()
              ? store.threads().list().stream()
                  .filter(t -> project.isEmpty() || t.file().projectId().equals(project))
                  .map(StoredThread::id)
                  .toList()
              : ids.stream().map(id -> find(store, id)).toList();
      Exporter exporter = new Exporter(store.threads());
      if (output == null) {
        StringBuilder text = new StringBuilder();
        exporter.export(threads, format, text);
        console.line(text.toString().stripTrailing());
        return ExitCode.OK;
      }
      write(exporter, threads, format, output);
      console.line(
          common.json
              ? Json.writeText(Map.of("file", output.toString(), "threads", threads.size()))
              : "Wrote " + threads.size() + " conversations to " + output);
      return ExitCode.OK;
    }
  }

  private static void write(
      Exporter exporter, List<ThreadId> threads, ExportFormat format, Path output) {
    try (BufferedWriter out = Files.newBufferedWriter(output)) {
      exporter.export(threads, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + output, e);
    }
  }

  @Command(
      name = "import",
      description = {
        "Take conversations of Jan, ChatGPT, Open WebUI or LM Studio.",
        "What is here already is not taken twice."
      })
  int bringIn(
      @Mixin Common common,
      @Parameters(
              paramLabel = "PATH",
              description =
                  "Jan's data folder, conversations.json or its archive, an export, or a folder of them.")
          Path source) {
    ImportReport report;
    try (Store store = writing(common)) {
      report = new Importer(store).take(source);
    }
    if (common.json) {
      console.line(Json.writeText(ThreadTrees.report(report)));
    } else {
      print(report);
    }
    return report.problem().isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
  }

  private void print(ImportReport report) {
    for (ImportReport.Item item : report.items()) {
      if (item.outcome() == ImportReport.Outcome.NOT_TAKEN || !item.left().isEmpty()) {
        String what =
            item.outcome() == ImportReport.Outcome.NOT_TAKEN ? "not taken: " : "left out: ";
        console.note(SafeText.line(item.title() + ": " + what + String.join("; ", item.left())));
      }
    }
    console.line(
        "Taken: "
            + report.count(ImportReport.Outcome.TAKEN)
            + ", already here: "
            + report.count(ImportReport.Outcome.ALREADY_HERE)
            + ", not taken: "
            + report.count(ImportReport.Outcome.NOT_TAKEN));
    if (!report.problem().isEmpty()) {
      console.error(report.source() + ": " + report.problem());
    }
  }

  @Command(
      name = "delete",
      description = "Move conversations to the trash; threads restore brings them back.")
  int delete(
      @Mixin Common common,
      @Parameters(
              paramLabel = "ID",
              arity = "1..*",
              description = "The threads' ids, or their beginnings.")
          List<String> ids) {
    try (Store store = writing(common)) {
      List<ThreadId> threads = ids.stream().map(id -> find(store, id)).toList();
      List<String> entries = threads.stream().map(store.threads()::delete).toList();
      console.line(
          common.json
              ? Json.writeText(Map.of("trash", entries))
              : "In the trash: " + String.join(" ", entries));
      return ExitCode.OK;
    }
  }

  @Command(name = "trash", description = "List what was deleted in the last 30 days.")
  int trash(@Mixin Common common) {
    try (Store store = reading(common)) {
      if (common.json) {
        console.line(
            Json.writeText(
                Map.of(
                    "trash", store.threads().trash().stream().map(ThreadTrees::trash).toList())));
        return ExitCode.OK;
      }
      store
          .threads()
          .trash()
          .forEach(e -> console.line(e.name() + "  " + SafeText.line(e.title())));
      return ExitCode.OK;
    }
  }

  @Command(name = "restore", description = "Bring something back from the trash.")
  int restore(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "Its name in the trash.") String name) {
    try (Store store = writing(common)) {
      ThreadId thread = store.threads().restore(name);
      console.line(
          common.json ? Json.writeText(Map.of("id", thread.value())) : "Restored " + thread);
      return ExitCode.OK;
    }
  }

  /// The one thread whose id is, or begins with, `id`.
  private static ThreadId find(Store store, String id) {
    if (ThreadId.isValid(id) && store.threads().find(new ThreadId(id)).isPresent()) {
      return new ThreadId(id);
    }
    List<ThreadId> all =
        store.threads().list().stream()
            .map(StoredThread::id)
            .filter(t -> !id.isEmpty() && t.value().startsWith(id))
            .toList();
    if (all.size() == 1) {
      return all.getFirst();
    }
    throw new JanException(
        ErrorCode.NOT_FOUND,
        all.isEmpty()
            ? "there is no thread " + id + "; jan4j threads list shows those that there are"
            : id + " is the beginning of " + all.size() + " threads' ids; give more of it");
  }
}
