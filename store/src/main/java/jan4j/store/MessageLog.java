package jan4j.store;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.wire.jan.JanMessage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A `messages.jsonl`: reads every line that can be read, appends one line at a time. A line that
/// cannot be read stays where it is and hides no other; a torn last line (the writer died) is set
/// aside in a file next to it. One writer at a time.
final class MessageLog {
  /// Largest file that is read.
  static final long MAX_BYTES = 64L * 1024 * 1024;

  private static final int MAX_TAIL = 64 * 1024 * 1024;

  /// @param tornBytes length of an unfinished last line, 0 for none
  record Content(List<JanMessage> messages, List<Integer> badLines, int tornBytes) {
    static final Content EMPTY = new Content(List.of(), List.of(), 0);
  }

  private final DurableFiles files;
  private final Clock clock;

  MessageLog(DurableFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  /// All messages in the order of the file.
  static Content read(Path file) {
    byte[] bytes;
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new JanException(
            ErrorCode.STORAGE_FAILED,
            file + " has " + size + " bytes; at most " + MAX_BYTES + " are read");
      }
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Content.EMPTY;
    } catch (IOException e) {
      throw StorageFailure.reading("read messages", file, e);
    }
    return parse(bytes);
  }

  static Content parse(byte[] bytes) {
    List<JanMessage> messages = new ArrayList<>();
    List<Integer> bad = new ArrayList<>();
    int torn = 0;
    int start = 0;
    for (int line = 1; start < bytes.length; line++) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      if (!isBlank(bytes, start, end)) {
        Optional<JanMessage> message = message(bytes, start, end);
        if (message.isPresent()) {
          messages.add(message.get());
        } else if (end == bytes.length) {
          torn = end - start;
        } else {
          bad.add(line);
        }
      }
      start = end + 1;
    }
    return new Content(messages, bad, torn);
  }

  private static Optional<JanMessage> message(byte[] bytes, int from, int to) {
    try {
      return Optional.of(JanMessage.read(java.util.Arrays.copyOfRange(bytes, from, to)));
    } catch (JanException e) {
      return Optional.empty(); // reported by line number
    }
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /// Appends a message and returns when it is on the device.
  void append(Path file, JanMessage message) throws IOException {
    appendLines(file, List.of(message));
  }

  /// Appends messages in one write and returns when they are on the device.
  void appendLines(Path file, List<JanMessage> messages) throws IOException {
    boolean openEnd = endsOpen(file);
    if (openEnd) {
      openEnd = setTornAside(file).isEmpty();
    }
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    if (openEnd) {
      out.write('\n');
    }
    for (JanMessage message : messages) {
      out.writeBytes(message.write());
      out.write('\n');
    }
    files.append(file, out.toByteArray());
  }

  /// Whether the last line has no end.
  static boolean endsOpen(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (in.length() == 0) {
        return false;
      }
      in.seek(in.length() - 1);
      return in.read() != '\n';
    } catch (java.io.FileNotFoundException e) {
      return false;
    }
  }

  /// Moves an unfinished last line into a file of its own next to the log, first written there,
  /// then cut off here. A last line that only lacks its end is left.
  ///
  /// @return the file with the torn line
  Optional<Path> setTornAside(Path file) throws IOException {
    byte[] tail = lastLine(file);
    if (isBlank(tail, 0, tail.length) || message(tail, 0, tail.length).isPresent()) {
      return Optional.empty();
    }
    Path aside = file.resolveSibling(file.getFileName() + ".torn-" + clock.millis());
    files.writeNew(aside, tail);
    files.truncate(file, Files.size(file) - tail.length);
    return Optional.of(aside);
  }

  private static byte[] lastLine(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long size = in.length();
      long start = size;
      byte[] block = new byte[8192];
      while (start > 0 && size - start < MAX_TAIL) {
        int length = (int) Math.min(block.length, start);
        in.seek(start - length);
        in.readFully(block, 0, length);
        int at = length - 1;
        while (at >= 0 && block[at] != '\n') {
          at--;
        }
        start -= length - 1 - at;
        if (at >= 0) {
          break;
        }
      }
      byte[] tail = new byte[(int) (size - start)];
      in.seek(start);
      in.readFully(tail);
      return tail;
    }
  }
}
