package jan4j.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A file system that fails when a test says so.
final class FaultyFiles implements FileSystemEdge {
  /// Bytes that still fit on the disk.
  long room = Long.MAX_VALUE;

  /// Most bytes that one write takes.
  int mostPerWrite = Integer.MAX_VALUE;

  boolean failForce;
  boolean failMove;
  boolean failTruncate;
  boolean readOnly;
  int forced;

  @Override
  public int write(FileChannel channel, ByteBuffer bytes) throws IOException {
    if (readOnly) {
      throw new IOException("Read-only file system");
    }
    if (room == 0) {
      throw new IOException("No space left on device");
    }
    int length = (int) Math.min(Math.min(room, mostPerWrite), bytes.remaining());
    ByteBuffer part = bytes.slice(bytes.position(), length);
    while (part.hasRemaining()) {
      channel.write(part);
    }
    bytes.position(bytes.position() + length);
    room -= room == Long.MAX_VALUE ? 0 : length;
    return length;
  }

  @Override
  public void force(FileChannel channel) throws IOException {
    if (failForce) {
      throw new IOException("Input/output error");
    }
    forced++;
  }

  @Override
  public void truncate(FileChannel channel, long size) throws IOException {
    if (failTruncate) {
      throw new IOException("Input/output error");
    }
    channel.truncate(size);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    if (failMove) {
      throw new IOException("Input/output error");
    }
    FileSystemEdge.super.move(from, to);
  }

  @Override
  public void forceFolder(Path folder) {}
}
