package jan4j.engine;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/// The Unix-domain socket on which one worker calls back, in a folder that only this user can
/// enter. Thread-safe; closing it ends a waiting [#accept()].
final class WorkerSocket implements AutoCloseable {
  /// `sun_path` has 104 bytes on macOS and 108 on Linux, its final zero included.
  private static final int MAX_PATH_BYTES = 99;

  private static final System.Logger LOG = System.getLogger(WorkerSocket.class.getName());
  private static final String PREFIX = "jan4j-";
  private static final String NAME = "worker.sock";

  private final Path folder;
  private final Path path;
  private final ServerSocketChannel server;

  private WorkerSocket(Path folder, Path path, ServerSocketChannel server) {
    this.folder = folder;
    this.path = path;
    this.server = server;
  }

  static WorkerSocket open() throws IOException {
    Path folder = privateFolder();
    Path path = folder.resolve(NAME);
    try {
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(path), 1);
      return new WorkerSocket(folder, path, server);
    } catch (IOException e) {
      Files.deleteIfExists(path);
      Files.delete(folder);
      throw e;
    }
  }

  private static Path privateFolder() throws IOException {
    FileAttribute<?>[] attributes =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Path folder = Files.createTempDirectory(PREFIX, attributes);
    if (lengthOf(folder) <= MAX_PATH_BYTES) {
      return folder;
    }
    Files.delete(folder);
    Path shorter = Files.createTempDirectory(Path.of("/tmp"), PREFIX, attributes);
    if (lengthOf(shorter) > MAX_PATH_BYTES) {
      throw new IOException("the path of a socket in " + shorter + " would be too long");
    }
    return shorter;
  }

  private static int lengthOf(Path folder) {
    return folder.resolve(NAME).toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /// The folder of the socket; empty but for it.
  Path folder() {
    return folder;
  }

  /// Where the worker connects.
  Path path() {
    return path;
  }

  /// Blocks for the worker's connection.
  ///
  /// @throws java.nio.channels.AsynchronousCloseException when closed while waiting
  SocketChannel accept() throws IOException {
    return server.accept();
  }

  /// Nobody else may connect. Ends a waiting [#accept()].
  void stopListening() {
    try {
      server.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "closing " + path + " failed", e);
    }
  }

  /// Ends the listening, not a connection that was accepted, and removes the folder with all that
  /// the worker left there.
  @Override
  public void close() {
    stopListening();
    try (Stream<Path> left = Files.list(folder)) {
      for (Path file : left.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "removing " + folder + " failed", e);
    }
  }
}
