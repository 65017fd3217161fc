package jan4j.app;

import jan4j.core.JanException;
import jan4j.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The file `core.json` in the data folder, by which `chat` finds the core that `serve` started:
/// `{"pid": 1234, "url": "http://127.0.0.1:1337", "started": "2026-11-25T12:00:00Z"}`, readable by
/// its owner alone.
///
/// @param pid the core's process
/// @param url where it listens
/// @param started when it started
record RunningCore(long pid, URI url, Instant started) {
  private static final String NAME = "core.json";

  /// The JSON shape; absent fields are null.
  record Shape(@Nullable Long pid, @Nullable String url, @Nullable String started) {}

  /// The core that the file in `folder` names, where its process still lives. A file that cannot be
  /// read, or of a process that is gone, counts as none.
  static Optional<RunningCore> find(Path folder) {
    try {
      return read(folder)
          .filter(c -> ProcessHandle.of(c.pid).map(ProcessHandle::isAlive).orElse(false));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | JanException | IllegalArgumentException e) {
      System.getLogger(RunningCore.class.getName())
          .log(System.Logger.Level.WARNING, "cannot read " + folder.resolve(NAME) + ": " + e);
      return Optional.empty();
    }
  }

  private static Optional<RunningCore> read(Path folder) throws IOException {
    Shape shape = Json.read(Files.readAllBytes(folder.resolve(NAME)), Shape.class);
    Long pid = shape.pid();
    String url = shape.url();
    if (pid == null || url == null) {
      return Optional.empty();
    }
    Instant started = shape.started() == null ? Instant.EPOCH : parse(shape.started());
    return Optional.of(new RunningCore(pid, URI.create(url), started));
  }

  private static Instant parse(String text) {
    try {
      return Instant.parse(text);
    } catch (java.time.format.DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  /// Writes the file in `folder`: a temporary file first, then a rename, so that no reader sees a
  /// half of it.
  void write(Path folder) {
    byte[] text = Json.write(new Shape(pid, url.toString(), started.toString()));
    try {
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, NAME, ".tmp", ownerOnly(folder));
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(
          temporary,
          folder.resolve(NAME),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder.resolve(NAME), e);
    }
  }

  /// Removes the file, where it still names this core.
  void remove(Path folder) {
    try {
      Optional<RunningCore> current = read(folder);
      if (current.isPresent() && current.get().pid == pid) {
        Files.deleteIfExists(folder.resolve(NAME));
      }
    } catch (IOException | JanException | IllegalArgumentException e) {
      System.getLogger(RunningCore.class.getName())
          .log(System.Logger.Level.DEBUG, "core.json was not removed", e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
    if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }
}
