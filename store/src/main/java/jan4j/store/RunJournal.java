package jan4j.store;

import jan4j.core.GenerationEvent;
import jan4j.core.JanException;
import jan4j.wire.Json;
import jan4j.wire.jan.JanPart;
import jan4j.wire.jan.RunLines;
import jan4j.wire.jan.Tree;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `jan4j/runs/<run>.jsonl`: what a running answer has so far. The first line says to which thread
/// and message it belongs; each further line holds the events since the line before: `{"from": 17,
/// "events": [["t", "Hel"], ["t", "lo"]]}`. The run's lock is held by the caller.
final class RunJournal {
  /// The first line.
  record Head(
      String run,
      ThreadId thread,
      String message,
      String parent,
      long startedMillis,
      List<String> before,
      Map<String, Object> recipe) {
    /// What the answer began with; text alone is kept across a crash.
    List<JanPart> beforeParts() {
      return before.stream().<JanPart>map(JanPart.Text::new).toList();
    }
  }

  private final Path file;
  private final DurableFiles files;
  private long journaled;

  private RunJournal(Path file, DurableFiles files) {
    this.file = file;
    this.files = files;
  }

  static RunJournal create(Path folder, Head head, DurableFiles files) throws IOException {
    files.makeFolder(folder);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("v", 1);
    line.put("run", head.run());
    line.put("thread", head.thread().value());
    line.put("message", head.message());
    line.put("parent", head.parent());
    line.put("started", head.startedMillis());
    line.put("before", head.before());
    line.put("recipe", head.recipe());
    RunJournal journal = new RunJournal(folder.resolve(head.run() + ".jsonl"), files);
    files.append(journal.file, line(line));
    return journal;
  }

  private static byte[] line(Map<String, Object> tree) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Json.write(tree));
    out.write('\n');
    return out.toByteArray();
  }

  /// The id of the last event in the file.
  long journaled() {
    return journaled;
  }

  /// Adds events and returns when they are on the device.
  void add(long from, List<GenerationEvent> events) throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("from", from);
    tree.put("events", events.stream().map(RunLines::write).toList());
    files.append(file, line(tree));
    journaled = from + events.size() - 1;
  }

  /// The events after `after`, at most up to `to`.
  List<RunEvent> read(long after, long to) throws IOException {
    List<RunEvent> out = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      in.readLine();
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        long id = eventsOf(text, after, to, out);
        if (id > to) {
          break;
        }
      }
    }
    return out;
  }

  private static long eventsOf(String text, long after, long to, List<RunEvent> out) {
    Map<String, Object> line = Json.readExact(text.getBytes(StandardCharsets.UTF_8));
    long id = (long) Tree.number(line, "from").orElse(0);
    for (var list : RunLines.lists(line, "events")) {
      long at = id++;
      if (at > after && at <= to) {
        RunLines.read(list)
            .ifPresent(e -> out.add(new RunEvent(at, new RunEvent.Body.Happened(e))));
      }
    }
    return id;
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      System.getLogger(RunJournal.class.getName())
          .log(System.Logger.Level.WARNING, "cannot delete " + file, e);
    }
  }

  /// Reads a journal that a dead core left; a torn last line is left out.
  ///
  /// @throws JanException where even the first line cannot be read
  static Left left(Path file) throws IOException {
    List<GenerationEvent> events = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String first = in.readLine();
      Head head =
          head(Json.readExact((first == null ? "" : first).getBytes(StandardCharsets.UTF_8)));
      try {
        for (String text = in.readLine(); text != null; text = in.readLine()) {
          Map<String, Object> line = Json.readExact(text.getBytes(StandardCharsets.UTF_8));
          for (var list : RunLines.lists(line, "events")) {
            RunLines.read(list).ifPresent(events::add);
          }
        }
      } catch (JanException | java.nio.charset.CharacterCodingException e) {
        System.getLogger(RunJournal.class.getName())
            .log(System.Logger.Level.INFO, "the end of " + file + " is torn");
      }
      return new Left(head, events);
    }
  }

  /// What a dead core left of an answer.
  record Left(Head head, List<GenerationEvent> events) {}

  private static Head head(Map<String, Object> line) {
    return new Head(
        Tree.text(line, "run"),
        new ThreadId(Tree.text(line, "thread")),
        Tree.text(line, "message"),
        Tree.text(line, "parent"),
        (long) Tree.number(line, "started").orElse(0),
        Tree.list(line, "before").stream()
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .toList(),
        Tree.object(line, "recipe"));
  }
}
