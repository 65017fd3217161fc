package jan4j.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Writes server-sent events (HTML standard, section 9.2), each flushed at once. Thread-safe: the
/// route writes events, a timer writes pings.
final class SseWriter implements AutoCloseable {
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PING = ": ping\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private final LongSupplier nanos;

  /// Guards `out`.
  private final ReentrantLock lock = new ReentrantLock();

  private volatile long lastWrite;
  private volatile boolean writing;

  SseWriter(OutputStream out, LongSupplier nanos) {
    this.out = out;
    this.nanos = nanos;
    lastWrite = nanos.getAsLong();
  }

  /// Writes one event; `json` is one line.
  ///
  /// @throws UncheckedIOException when the client is gone
  void data(byte[] json) {
    write(DATA, json, END);
  }

  /// Writes one event with an id, by which a client says where it goes on (`Last-Event-ID`).
  ///
  /// @throws UncheckedIOException when the client is gone
  void event(long id, byte[] json) {
    write(("id: " + id + "\n").getBytes(StandardCharsets.US_ASCII), DATA, json, END);
  }

  /// Writes OpenAI's end mark.
  ///
  /// @throws UncheckedIOException when the client is gone
  void done() {
    data(DONE);
  }

  /// Writes a comment, which clients skip, unless a write is under way.
  void ping() {
    if (lock.tryLock()) {
      try {
        write(PING);
      } finally {
        lock.unlock();
      }
    }
  }

  /// Time since the last write ended, or since one that is under way began.
  long nanosSinceWrite() {
    return nanos.getAsLong() - lastWrite;
  }

  /// Whether a write is under way.
  boolean isWriting() {
    return writing;
  }

  private void write(byte[]... pieces) {
    lock.lock();
    try {
      lastWrite = nanos.getAsLong();
      writing = true;
      for (byte[] piece : pieces) {
        out.write(piece);
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to the client failed", e);
    } finally {
      lastWrite = nanos.getAsLong();
      writing = false;
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("ending the stream failed", e);
    } finally {
      lock.unlock();
    }
  }
}
