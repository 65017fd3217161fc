package jan4j.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// Writes files so that a crash at any point leaves the old state or the new one, whole. Each file
/// has one writer at a time; the class itself has no state.
final class DurableFiles {
  private final FileSystemEdge edge;

  DurableFiles(FileSystemEdge edge) {
    this.edge = edge;
  }

  /// Replaces a file: temporary file, fsync, rename, fsync of the folder.
  void replace(Path file, byte[] content) throws IOException {
    Path temp = file.resolveSibling("." + file.getFileName() + ".tmp");
    try {
      writeNew(temp, content);
      edge.move(temp, file);
    } catch (IOException e) {
      Files.deleteIfExists(temp);
      throw e;
    }
    edge.forceFolder(folderOf(file));
  }

  /// Writes a file that nobody reads yet, and waits until it is on the device.
  void writeNew(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      writeAll(channel, content);
      edge.force(channel);
    }
  }

  /// Appends whole bytes and returns when they are on the device. What a failure left behind is cut
  /// off again, as far as the file system lets.
  ///
  /// @return where the bytes begin
  long append(Path file, byte[] content) throws IOException {
    boolean isNew = !Files.exists(file);
    long start;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      start = channel.size();
      channel.position(start);
      try {
        writeAll(channel, content);
        edge.force(channel);
      } catch (IOException e) {
        cut(channel, start, e);
        throw e;
      }
    }
    if (isNew) {
      edge.forceFolder(folderOf(file));
    }
    return start;
  }

  private void cut(FileChannel channel, long size, IOException because) {
    try {
      edge.truncate(channel, size);
      channel.force(false);
    } catch (IOException e) {
      because.addSuppressed(e); // the next append sets the rest aside
    }
  }

  /// Cuts the end of a file off.
  void truncate(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      edge.truncate(channel, size);
      edge.force(channel);
    }
  }

  /// Moves a complete file or folder into its place.
  void move(Path from, Path to) throws IOException {
    edge.move(from, to);
    edge.forceFolder(folderOf(to));
    if (!folderOf(from).equals(folderOf(to))) {
      edge.forceFolder(folderOf(from));
    }
  }

  /// Makes a folder with its parents, and waits until its name is on the device.
  void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    makeFolder(folderOf(folder));
    Files.createDirectories(folder);
    edge.forceFolder(folderOf(folder));
  }

  private void writeAll(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    while (bytes.hasRemaining()) {
      if (edge.write(channel, bytes) <= 0) {
        throw new IOException("the file system took no byte of " + bytes.remaining());
      }
    }
  }

  private static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a folder above " + file);
  }
}
