package jan4j.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The calls into the file system whose failure the store must survive: a test makes them fail.
/// Thread-safe.
public interface FileSystemEdge {
  /// The file system itself.
  FileSystemEdge SYSTEM = new FileSystemEdge() {};

  /// Writes at the channel's position; may write less than all of it.
  default int write(FileChannel channel, ByteBuffer bytes) throws IOException {
    return channel.write(bytes);
  }

  /// Returns when what was written to the channel is on the device.
  default void force(FileChannel channel) throws IOException {
    channel.force(false);
  }

  /// Cuts a file.
  default void truncate(FileChannel channel, long size) throws IOException {
    channel.truncate(size);
  }

  /// Renames; a file at the target is replaced in one step.
  default void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Returns when the names in a folder are on the device.
  default void forceFolder(Path folder) throws IOException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return; // a folder cannot be opened there
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
