package jan4j.hub;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Takes the files of one folder out of a gzipped tar archive (POSIX ustar). Only plain files with
/// plain names are written; links, devices, absolute and climbing names are passed over; sizes are
/// bounded.
final class TarGz {
  private static final int BLOCK = 512;
  private static final long MAX_BYTES = 4L << 30;
  private static final int SIZE_OFFSET = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int TYPE_OFFSET = 156;
  private static final int NAME_LENGTH = 100;
  private static final int PREFIX_OFFSET = 345;
  private static final int PREFIX_LENGTH = 155;

  private TarGz() {}

  /// Writes every file below `prefix` (e.g. `package/bins/linux-x64/`) into `target`.
  ///
  /// @return how many files
  static int extract(Path archive, String prefix, Path target) throws IOException {
    int files = 0;
    long left = MAX_BYTES;
    try (InputStream in =
        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive), 1 << 16))) {
      byte[] header = new byte[BLOCK];
      while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
        long size = size(header);
        left -= size;
        if (left < 0) {
          throw new IOException(archive + " holds more than " + MAX_BYTES + " bytes");
        }
        String name = name(header);
        boolean plain = header[TYPE_OFFSET] == '0' || header[TYPE_OFFSET] == 0;
        long rest = size;
        if (plain && isInside(name, prefix)) {
          Path file = target.resolve(name.substring(prefix.length())).normalize();
          if (file.startsWith(target)) {
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
              rest = copy(in, out, size);
            }
            AtomicFile.sync(file);
            files++;
          }
        }
        in.skipNBytes(rest + (BLOCK - size % BLOCK) % BLOCK);
      }
    }
    return files;
  }

  private static boolean isInside(String name, String prefix) {
    return name.startsWith(prefix) && name.length() > prefix.length() && !name.contains("..");
  }

  private static long copy(InputStream in, OutputStream out, long size) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long rest = size;
    while (rest > 0) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, rest));
      if (n < 0) {
        throw new EOFException("the archive ends within a file");
      }
      out.write(buffer, 0, n);
      rest -= n;
    }
    return 0;
  }

  private static long size(byte[] header) throws IOException {
    String octal = text(header, SIZE_OFFSET, SIZE_LENGTH).strip();
    try {
      long size = octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
      if (size >= 0) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw new IOException("a tar header has the size \"" + octal + "\"", e);
    }
    throw new IOException("a tar header has the size \"" + octal + "\"");
  }

  private static String name(byte[] header) {
    String prefix = text(header, PREFIX_OFFSET, PREFIX_LENGTH);
    String name = text(header, 0, NAME_LENGTH);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] header, int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, StandardCharsets.UTF_8);
  }
}
