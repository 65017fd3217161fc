package jan4j.store;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.wire.Json;
import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.Tree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `jan4j/trash`: one folder an entry, named `<epoch milliseconds>-<thread>`, with `trash.json`
/// that says what it is, and either the thread's folder or the removed lines. The thread's lock is
/// held by the caller.
final class Trash {
  private static final String ABOUT = "trash.json";
  private static final String THREAD = "thread";
  private static final String LINES = "messages.jsonl";

  private final StoreFolder folder;
  private final DurableFiles files;
  private final Clock clock;

  Trash(StoreFolder folder, DurableFiles files, Clock clock) {
    this.folder = folder;
    this.files = files;
    this.clock = clock;
  }

  String take(StoredThread thread) throws IOException {
    Path entry = begin(thread, TrashEntry.Kind.THREAD);
    files.move(folder.thread(thread.id()), entry.resolve(THREAD));
    return entry.getFileName().toString();
  }

  /// First keeps the lines in the trash, then writes the file without them.
  String take(Conversation conversation, Set<String> ids, Path messages) throws IOException {
    Path entry = begin(conversation.thread(), TrashEntry.Kind.MESSAGES);
    ByteArrayOutputStream removed = new ByteArrayOutputStream();
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    for (String line :
        new String(Files.readAllBytes(messages), StandardCharsets.UTF_8).split("\n")) {
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
      boolean remove = idOf(line).filter(ids::contains).isPresent();
      (remove ? removed : rest).writeBytes(bytes);
    }
    files.writeNew(entry.resolve(LINES), removed.toByteArray());
    files.replace(messages, rest.toByteArray());
    return entry.getFileName().toString();
  }

  private static Optional<String> idOf(String line) {
    try {
      return Optional.of(JanMessage.read(line.getBytes(StandardCharsets.UTF_8)).id());
    } catch (JanException e) {
      return Optional.empty(); // a line that cannot be read stays
    }
  }

  private Path begin(StoredThread thread, TrashEntry.Kind kind) throws IOException {
    files.makeFolder(folder.trash());
    long millis = clock.millis();
    Path entry = folder.trash().resolve(millis + "-" + thread.id());
    while (Files.exists(entry)) {
      entry = folder.trash().resolve(++millis + "-" + thread.id());
    }
    files.makeFolder(entry);
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("kind", kind.name());
    about.put("thread", thread.id().value());
    about.put("title", thread.file().title());
    about.put("deleted", millis);
    files.writeNew(entry.resolve(ABOUT), Json.write(about));
    return entry;
  }

  /// Newest first.
  List<TrashEntry> list() {
    List<TrashEntry> out = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.trash())) {
      all.forEach(each -> read(each).ifPresent(out::add));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw StorageFailure.reading("list the trash", folder.trash(), e);
    }
    out.sort(Comparator.comparing(TrashEntry::deleted).reversed());
    return out;
  }

  private static Optional<TrashEntry> read(Path entry) {
    try {
      Map<String, Object> about = Json.readExact(Files.readAllBytes(entry.resolve(ABOUT)));
      TrashEntry.Kind kind = TrashEntry.Kind.valueOf(Tree.text(about, "kind"));
      if (!Files.exists(entry.resolve(kind == TrashEntry.Kind.THREAD ? THREAD : LINES))) {
        return Optional.empty(); // a deletion that did not come to its end
      }
      return Optional.of(
          new TrashEntry(
              entry.getFileName().toString(),
              kind,
              new ThreadId(Tree.text(about, "thread")),
              Tree.text(about, "title"),
              Tree.time(about, "deleted", Instant.EPOCH)));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  TrashEntry get(String name) {
    return list().stream()
        .filter(e -> e.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new JanException(ErrorCode.NOT_FOUND, "there is no " + name + " in the trash"));
  }

  void restore(TrashEntry found, MessageLog log) throws IOException {
    Path entry = folder.trash().resolve(found.name());
    if (found.kind() == TrashEntry.Kind.THREAD) {
      if (Files.exists(folder.thread(found.thread()))) {
        throw new JanException(
            ErrorCode.CONFLICT, "there is already a thread " + found.thread() + " again");
      }
      files.makeFolder(folder.threads());
      files.move(entry.resolve(THREAD), folder.thread(found.thread()));
    } else {
      Path messages = folder.messages(found.thread());
      Set<String> known =
          MessageLog.read(messages).messages().stream()
              .map(JanMessage::id)
              .collect(Collectors.toSet());
      List<JanMessage> back =
          MessageLog.read(entry.resolve(LINES)).messages().stream()
              .filter(m -> !known.contains(m.id()))
              .toList();
      log.appendLines(messages, back);
    }
    remove(entry);
  }

  int empty(Instant before) {
    int count = 0;
    for (TrashEntry entry : list()) {
      if (entry.deleted().isBefore(before)) {
        try {
          remove(folder.trash().resolve(entry.name()));
          count++;
        } catch (IOException e) {
          throw StorageFailure.of("empty the trash", folder.trash(), e);
        }
      }
    }
    return count;
  }

  private static void remove(Path entry) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(entry)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
