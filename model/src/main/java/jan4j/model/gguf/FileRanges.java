package jan4j.model.gguf;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Ranges of a file, by positional reads. Not by a memory mapping: where another program truncates
/// a mapped file, the next touch of a lost page is a bus error, which the JVM reports at best as an
/// `InternalError` at some later instruction and at worst by its own end; a read merely comes back
/// short. A mapping also keeps the file from being deleted on Windows, and would spare nothing,
/// since a header is read once, forwards.
final class FileRanges implements ByteRanges, Closeable {
  private final Path path;
  private final FileChannel channel;
  private final long size;

  FileRanges(Path path) throws IOException {
    this.path = path;
    this.channel = FileChannel.open(path);
    try {
      this.size = channel.size();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public long sizeBytes() {
    return size;
  }

  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    return channel.read(into, position);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
