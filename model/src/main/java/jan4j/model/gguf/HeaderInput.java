package jan4j.model.gguf;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads a little-endian header forwards through one buffer, whose refills grow while reading goes
/// straight on. Every read is checked against the whole's size and the header's bound first. One
/// thread.
final class HeaderInput {
  /// Real headers take up to 40 MiB (vocabulary and merges); the bound limits time on hostile ones.
  static final long MAX_HEADER_BYTES = 256L << 20;

  private static final int MAX_PIECE = 4 << 20;

  private final ByteRanges ranges;
  private final long size;
  private ByteBuffer buffer = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
  private int piece;

  /// Offset of the buffer's first byte.
  private long base;

  HeaderInput(ByteRanges ranges) {
    this.ranges = ranges;
    this.size = Math.max(0, ranges.sizeBytes());
    this.piece = firstPiece();
  }

  private int firstPiece() {
    return Math.clamp(ranges.firstReadBytes(), 64, MAX_PIECE);
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
    if (target < base || target - base - buffer.limit() > piece) {
      piece = firstPiece();
    }
    base = target;
    buffer.position(0).limit(0);
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
      throw invalid(what + ": " + Long.toUnsignedString(n) + " is an absurd count or length", at);
    }
    return n;
  }

  /// A length-prefixed text that must be UTF-8 without NUL: a key or a tensor's name.
  String name(String what, long maxBytes) {
    long at = position();
    long n = count(what);
    if (n > maxBytes) {
      throw invalid(what + " is " + n + " bytes long, more than the allowed " + maxBytes, at);
    }
    byte[] bytes = bytes(n, what);
    String text = strict(bytes);
    if (text == null || text.indexOf(0) >= 0) {
      throw invalid(what + " is no UTF-8 text", at);
    }
    return text;
  }

  /// The next `n` bytes.
  ///
  /// @param n bounded by the caller
  byte[] bytes(long n, String what) {
    require(n, what);
    byte[] bytes = new byte[(int) n];
    int done = 0;
    while (done < bytes.length) {
      need(1, what);
      int chunk = Math.min(bytes.length - done, buffer.remaining());
      buffer.get(bytes, done, chunk);
      done += chunk;
    }
    return bytes;
  }

  /// The text, or null where the bytes are no UTF-8.
  static @Nullable String strict(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\ufffd') < 0) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  JanException invalid(String what, long at) {
    return new JanException(
        ErrorCode.MODEL_FILE_INVALID,
        String.format(
            Locale.ROOT,
            "cannot read the model file %s: %s (at byte %d of %d). Download the file again; if it"
                + " is complete, it is not a usable GGUF model.",
            ranges.name(),
            what,
            at,
            size));
  }

  void require(long n, String what) {
    if (n > remaining()) {
      throw invalid(
          "the file ends inside " + what + ": " + n + " bytes wanted, " + remaining() + " left",
          position());
    }
    if (position() + n > MAX_HEADER_BYTES) {
      throw invalid(
          "the header goes on past "
              + (MAX_HEADER_BYTES >> 20)
              + " MiB: "
              + what
              + " takes "
              + n
              + " bytes",
          position());
    }
  }

  private void need(int n, String what) {
    if (buffer.remaining() >= n) {
      return;
    }
    require(n, what);
    base = position();
    int wanted = (int) Math.min(size - base, Math.max(piece, n));
    if (buffer.capacity() < wanted) {
      buffer = ByteBuffer.allocate(wanted).order(ByteOrder.LITTLE_ENDIAN);
    }
    buffer.clear().limit(wanted);
    piece = Math.min(MAX_PIECE, 2 * piece);
    fill(n);
    buffer.flip();
  }

  private void fill(int n) {
    try {
      while (buffer.position() < n) {
        if (ranges.read(base + buffer.position(), buffer) <= 0) {
          throw invalid("the file became shorter while it was read", base);
        }
      }
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.MODEL_FILE_INVALID,
          "cannot read the model file "
              + ranges.name()
              + " at byte "
              + base
              + ": "
              + e.getMessage()
              + ". Check that it can be reached and read.",
          e);
    }
  }
}
