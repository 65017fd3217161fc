package jan4j.store.exchange;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Ends with a failure where a file, or one element of it, has more bytes than it may have. For one
/// thread.
final class BoundedInput extends FilterInputStream {
  private final long most;
  private final long mostPerElement;
  private long read;
  private long inElement;

  BoundedInput(InputStream in, long most, long mostPerElement) {
    super(in);
    this.most = most;
    this.mostPerElement = mostPerElement;
  }

  /// An element is complete.
  void nextElement() {
    inElement = 0;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    count(Math.max(0, count));
    return count;
  }

  private void count(int bytes) throws IOException {
    read += bytes;
    inElement += bytes;
    if (read > most) {
      throw new IOException("more than " + most + " bytes");
    }
    if (inElement > mostPerElement) {
      throw new IOException("one conversation has more than " + mostPerElement + " bytes");
    }
  }
}
