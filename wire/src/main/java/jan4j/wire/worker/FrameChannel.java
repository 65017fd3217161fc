package jan4j.wire.worker;

import jan4j.wire.Json;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.concurrent.locks.ReentrantLock;

/// Reads and writes frames: 4 bytes of length (big-endian) and that much UTF-8 JSON. One thread
/// reads; any thread writes.
public final class FrameChannel implements AutoCloseable {
  /// Longest accepted frame, in bytes.
  public static final int MAX_FRAME_BYTES = 64 * 1024 * 1024;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final ByteChannel channel;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES).flip();
  private final ReentrantLock writeLock = new ReentrantLock(); // guards writes to channel

  public FrameChannel(ByteChannel channel) {
    this.channel = channel;
  }

  /// Blocks for the next frame.
  ///
  /// @throws EOFException when the other side closed
  /// @throws IOException when the stream broke or a frame is too long
  public <T> T read(Class<T> type) throws IOException {
    fill(4);
    int length = in.getInt();
    if (length <= 0 || length > MAX_FRAME_BYTES) {
      throw new IOException("frame of " + length + " bytes; the limit is " + MAX_FRAME_BYTES);
    }
    byte[] body = new byte[length];
    int have = Math.min(length, in.remaining());
    in.get(body, 0, have);
    ByteBuffer rest = ByteBuffer.wrap(body, have, length - have);
    while (rest.hasRemaining()) {
      if (channel.read(rest) < 0) {
        throw new EOFException("the other side closed within a frame");
      }
    }
    return Json.read(body, type);
  }

  private void fill(int bytes) throws IOException {
    if (in.remaining() >= bytes) {
      return;
    }
    in.compact();
    try {
      while (in.position() < bytes) {
        if (channel.read(in) < 0) {
          throw new EOFException("the other side closed");
        }
      }
    } finally {
      in.flip();
    }
  }

  /// Writes one frame whole.
  public void write(Object frame) throws IOException {
    byte[] body = Json.write(frame);
    if (body.length > MAX_FRAME_BYTES) {
      throw new IOException("frame of " + body.length + " bytes; the limit is " + MAX_FRAME_BYTES);
    }
    ByteBuffer out = ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).flip();
    writeLock.lock();
    try {
      while (out.hasRemaining()) {
        channel.write(out);
      }
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      System.getLogger(FrameChannel.class.getName())
          .log(System.Logger.Level.DEBUG, "closing a frame channel failed", e);
    }
  }
}
