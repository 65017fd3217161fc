package jan4j.model.gguf;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Reads a file's little-endian header forwards through one small buffer. Every read is checked
/// against the file's size first. One thread.
final class ByteSource {
  /// No real header is larger; it also bounds the time on hostile files.
  static final long MAX_HEADER_BYTES = 512L << 20;

  private final Path path;
  private final FileChannel channel;
  private final long size;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(64 * 1024).order(ByteOrder.LITTLE_ENDIAN).limit(0);

  /// File offset of the buffer's first byte.
  private long base;

  ByteSource(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.size = channel.size();
  }

  long size() {
    return size;
  }

  long position() {
    return base + buffer.position();
  }

  long remaining() {
    return size - position();
  }

  void position(long target) {
    if (target >= base && target <= base + buffer.limit()) {
      buffer.position((int) (target - base));
      return;
    }
    base = target;
    buffer.limit(0);
  }

  void skip(long n, String what) {
    require(n, what);
    position(position() + n);
  }

  int u8(String what) {
    need(1, what);
    return buffer.get() & 0xff;
  }

  int u16(String what) {
    need(2, what);
    return buffer.getShort() & 0xffff;
  }

  int i32(String what) {
    need(4, what);
    return buffer.getInt();
  }

  long i64(String what) {
    need(8, what);
    return buffer.getLong();
  }

  /// A count or length: below 2^63, else the file is refused.
  long count(String what) {
    long at = position();
    long n = i64(what);
    if (n < 0) {
      throw invalid(what + " is " + Long.toUnsignedString(n) + ", which is absurd", at);
    }
    return n;
  }

  String string(String what, long maxBytes) {
    long at = position();
    long n = count("the length of " + what);
    if (n > maxBytes) {
      throw invalid(what + " is " + n + " bytes long, more than the allowed " + maxBytes, at);
    }
    require(n, what);
    byte[] bytes = new byte[(int) n];
    int done = 0;
    while (done < bytes.length) {
      need(1, what);
      int chunk = Math.min(bytes.length - done, buffer.remaining());
      buffer.get(bytes, done, chunk);
      done += chunk;
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  JanException invalid(String what, long at) {
    return new JanException(
        ErrorCode.MODEL_FILE_INVALID,
        "cannot read the model file "
            + path
            + ": "
            + what
            + " (at byte "
            + at
            + " of "
            + size
            + "). Download the file again; if it is complete, it is not a usable GGUF model.");
  }

  private void require(long n, String what) {
    if (n > remaining()) {
      throw invalid(
          "the file ends inside " + what + ": " + n + " bytes wanted, " + remaining() + " left",
          position());
    }
    if (position() + n > MAX_HEADER_BYTES) {
      throw invalid("the header goes on past " + (MAX_HEADER_BYTES >> 20) + " MiB", position());
    }
  }

  private void need(int n, String what) {
    if (buffer.remaining() >= n) {
      return;
    }
    require(n, what);
    base = position();
    buffer.clear();
    try {
      while (buffer.position() < n) {
        if (channel.read(buffer, base + buffer.position()) < 0) {
          throw invalid("the file became shorter while it was read", base);
        }
      }
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.MODEL_FILE_INVALID,
          "cannot read the model file "
              + path
              + " at byte "
              + base
              + ": "
              + e.getMessage()
              + ". Check the disk and the file's permissions.",
          e);
    }
    buffer.flip();
  }
}
