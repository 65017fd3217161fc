package jan4j.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A folder of files that were verified when they came, with a mark (`.verified`) that tells later
/// starts at little cost whether they are still the same: size and time of each file are compared,
/// and where a time differs, as after a copy, its SHA-256.
///
/// The mark's first line is the checksum of the package; then a line for each file, with tabs
/// between: SHA-256, size, time in milliseconds, path below the folder. Without those lines (a mark
/// of an earlier version) they are added as the files are now.
record VerifiedFolder(Path folder) {
  private static final String MARK = ".verified";
  private static final int MAX_DEPTH = 3;

  private record Line(String sha256, long size, long millis, String name) {
    static Line of(Path folder, Path file) throws IOException {
      return new Line(
          Digests.sha256(file),
          Files.size(file),
          Files.getLastModifiedTime(file).toMillis(),
          folder.relativize(file).toString().replace('\\', '/'));
    }

    static Line parse(String text) throws IOException {
      String[] words = text.split("\t", 4);
      if (words.length < 4 || !words[1].matches("\\d{1,18}") || !words[2].matches("-?\\d{1,18}")) {
        throw new IOException("the mark has a line that cannot be read");
      }
      return new Line(words[0], Long.parseLong(words[1]), Long.parseLong(words[2]), words[3]);
    }

    @Override
    public String toString() {
      return sha256 + "\t" + size + "\t" + millis + "\t" + name;
    }
  }

  /// Whether the folder was ever completed.
  boolean isMarked() {
    return Files.isRegularFile(folder.resolve(MARK));
  }

  /// Whether it is complete and unchanged.
  boolean isIntact() {
    return isMarked() && change().isEmpty();
  }

  /// Marks the files as they are now.
  void mark(String packageChecksum) throws IOException {
    List<Line> lines = new ArrayList<>();
    for (Path file : files()) {
      lines.add(Line.of(folder, file));
    }
    write(packageChecksum, lines);
  }

  private void write(String packageChecksum, List<Line> lines) throws IOException {
    StringBuilder text = new StringBuilder(packageChecksum).append('\n');
    lines.forEach(line -> text.append(line).append('\n'));
    AtomicFile.write(folder.resolve(MARK), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// What is not as it was verified, for a message; empty where all is.
  Optional<String> change() {
    try {
      List<String> text = Files.readAllLines(folder.resolve(MARK));
      if (text.size() < 2) {
        mark(text.isEmpty() ? "" : text.getFirst());
        return Optional.empty();
      }
      return compare(text);
    } catch (IOException e) {
      return Optional.of("the mark of the verified files cannot be used: " + e);
    }
  }

  private Optional<String> compare(List<String> text) throws IOException {
    Map<String, Path> present = new HashMap<>();
    for (Path file : files()) {
      present.put(folder.relativize(file).toString().replace('\\', '/'), file);
    }
    List<Line> now = new ArrayList<>();
    boolean moved = false;
    for (String each : text.subList(1, text.size())) {
      Line line = Line.parse(each);
      Path file = present.remove(line.name());
      if (file == null) {
        return Optional.of(line.name() + " is missing");
      }
      if (Files.size(file) != line.size()) {
        return Optional.of(
            line.name() + " has " + Files.size(file) + " bytes instead of " + line.size());
      }
      if (Files.getLastModifiedTime(file).toMillis() == line.millis()) {
        now.add(line);
        continue;
      }
      Line fresh = Line.of(folder, file);
      if (!fresh.sha256().equals(line.sha256())) {
        return Optional.of(line.name() + " was changed");
      }
      now.add(fresh);
      moved = true;
    }
    if (!present.isEmpty()) {
      return Optional.of(present.keySet().iterator().next() + " was added");
    }
    if (moved) {
      write(text.getFirst(), now);
    }
    return Optional.empty();
  }

  /// All files but the marks, whose names begin with a dot.
  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder, MAX_DEPTH)) {
      return all.filter(f -> !f.getFileName().toString().startsWith("."))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }
}
