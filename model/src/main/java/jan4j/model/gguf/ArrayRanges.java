package jan4j.model.gguf;

import java.nio.ByteBuffer;

/// Ranges of an array in memory. Thread-safe.
final class ArrayRanges implements ByteRanges {
  private final String name;
  private final byte[] bytes;

  ArrayRanges(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long sizeBytes() {
    return bytes.length;
  }

  @Override
  public int read(long position, ByteBuffer into) {
    if (position >= bytes.length) {
      return -1;
    }
    int n = (int) Math.min(into.remaining(), bytes.length - position);
    into.put(bytes, (int) position, n);
    return n;
  }
}
