package jan4j.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One client's connection, which tells when the client goes away while its request is served: HTTP
/// itself would notice at the next write, and a request that waits writes nothing. While a request
/// is watched, a thread reads ahead from the socket; what it reads is kept for the next request.
///
/// The connection's own thread calls everything but [#abort] and [#close].
final class WatchedConnection implements ServerConnection, InterruptableTask<Void> {
  /// The connection of the request that the current thread serves.
  static final ScopedValue<WatchedConnection> CURRENT = ScopedValue.newInstance();

  private final ConnectionContext context;
  private final DataReader socket;
  private final ServerConnection http;
  private @Nullable ReadAhead readAhead;
  private volatile boolean serving;

  /// @param http makes the connection that speaks HTTP over the reader given to it
  WatchedConnection(ConnectionContext context, HttpFactory http) {
    this.context = context;
    socket = context.dataReader();
    this.http = http.over(new WatchedContext(context, DataReader.create(this::read)));
  }

  /// Makes the HTTP side of a connection.
  @FunctionalInterface
  interface HttpFactory {
    ServerConnection over(ConnectionContext context);
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    ScopedValue.where(CURRENT, this)
        .call(() -> {
          http.handle(limit);
          return null;
        });
  }

  /// Marks that a request is being served, so that no idle limit applies.
  void serving(boolean value) {
    serving = value;
  }

  /// Calls `onGone` when the client closes the connection. To be called once the request's body was
  /// read; a client that sends its next request ahead is not watched further.
  void watch(Runnable onGone) {
    if (readAhead == null) {
      readAhead = new ReadAhead();
      Thread.ofVirtual().name("watch " + socketId()).start(readAhead);
    }
    readAhead.onGone(onGone);
  }

  /// Ends the connection from any thread, with a last word where nothing was written yet.
  void abort(byte[] lastWords) {
    try {
      if (lastWords.length > 0) {
        context.dataWriter().writeNow(BufferData.create(lastWords));
      }
      context.serverSocket().close();
    } catch (UncheckedIOException _) {
      // The client closed it before.
    }
  }

  /// The address that the client connected to.
  String localAddress() {
    return context.localPeer().host();
  }

  private byte @Nullable [] read() {
    ReadAhead ahead = readAhead;
    if (ahead == null) {
      return readSocket();
    }
    readAhead = null;
    return ahead.bytes();
  }

  /// Null at the end of the stream.
  private byte @Nullable [] readSocket() {
    try {
      if (socket.available() == 0) {
        socket.pullData();
      }
      return socket.readBytes(socket.available());
    } catch (DataReader.InsufficientDataAvailableException _) {
      return null;
    }
  }

  private String socketId() {
    return context.socketId() + " " + context.childSocketId();
  }

  @Override
  public Duration idleTime() {
    return serving ? Duration.ZERO : http.idleTime();
  }

  @Override
  public boolean canInterrupt() {
    return !serving;
  }

  /// A client that is slow to send its headers is interrupted, a request that is served is not.
  @Override
  public void close(boolean interrupt) {
    http.close(interrupt || !serving);
  }

  /// One read of the socket before anyone asked for its bytes.
  private final class ReadAhead implements Runnable {
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private volatile Runnable onGone = () -> {};

    private record Result(byte @Nullable [] bytes, @Nullable RuntimeException failure) {
      boolean isEnd() {
        return bytes == null;
      }
    }

    @Override
    public void run() {
      Result read;
      try {
        read = new Result(readSocket(), null);
      } catch (RuntimeException e) {
        read = new Result(null, e);
      }
      result.complete(read);
      if (read.isEnd()) {
        onGone.run();
      }
    }

    void onGone(Runnable action) {
      onGone = action;
      Result read = result.getNow(null);
      if (read != null && read.isEnd()) {
        action.run();
      }
    }

    byte @Nullable [] bytes() {
      Result read = result.join();
      if (read.failure != null) {
        throw read.failure;
      }
      return read.bytes;
    }
  }
}
