package jan4j.model.gguf;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Bytes that are read by ranges: a file, a remote file by HTTP range requests, or an array. The
/// reader of headers asks forwards, in growing pieces, and never for more than a header's bounds.
/// Used by one thread at a time; the caller owns what stands behind it and keeps it usable for as
/// long as a [Gguf] read from it is asked for tokens.
public interface ByteRanges {
  /// What error messages call it: a path or an address.
  String name();

  /// Size of the whole, fixed for the lifetime of this object.
  long sizeBytes();

  /// Reads at least one byte into `into`, from offset `position`.
  ///
  /// @param position below [#sizeBytes()]
  /// @return number of bytes read; -1 where the source ends before `position`
  /// @throws IOException where it cannot be read; the reader turns it into a named error
  int read(long position, ByteBuffer into) throws IOException;

  /// How many bytes the first request should have; later ones double, up to 4 MiB. A source to
  /// which a request is dear (a network) answers more.
  default int firstReadBytes() {
    return 64 * 1024;
  }

  /// The ranges of an array, which must not change.
  static ByteRanges of(String name, byte[] bytes) {
    return new ArrayRanges(name, bytes);
  }
}
