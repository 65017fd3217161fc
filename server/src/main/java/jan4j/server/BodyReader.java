package jan4j.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Reads a JSON body, bounded in size and time. Thread-safe.
///
/// @param timeout for the whole body: a client that sends a byte now and then is slow too
record BodyReader(int maxBytes, Duration timeout) {
  /// @throws JanException [ErrorCode#UNSUPPORTED_MEDIA_TYPE], [ErrorCode#PAYLOAD_TOO_LARGE]
  /// @throws CloseConnectionException after a timeout, once 408 was written
  byte[] read(ServerRequest request) {
    checkType(request);
    CountDownLatch done = new CountDownLatch(1);
    AtomicBoolean late = new AtomicBoolean();
    WatchedConnection connection = WatchedConnection.CURRENT.get();
    Thread.ofVirtual()
        .name("body timeout")
        .start(() -> {
          if (!await(done)) {
            late.set(true);
            connection.abort(ErrorEdge.rawResponse(timedOut()));
          }
        });
    try {
      // Never closed: that would read the rest of a body that is too large.
      InputStream in = request.content().inputStream();
      byte[] body = in.readNBytes(maxBytes + 1);
      if (body.length > maxBytes) {
        throw tooLarge();
      }
      return body;
    } catch (IOException e) {
      throw ended(late, new UncheckedIOException(e));
    } catch (JanException | RequestException e) {
      throw e;
    } catch (RuntimeException e) {
      throw ended(late, e);
    } finally {
      done.countDown();
    }
  }

  private boolean await(CountDownLatch done) {
    try {
      return done.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static CloseConnectionException ended(AtomicBoolean late, RuntimeException cause) {
    return new CloseConnectionException(
        late.get() ? "the body came too slowly" : "the client left before its body ended", cause);
  }

  private static void checkType(ServerRequest request) {
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    int end = type.indexOf(';');
    String mediaType = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    if (!mediaType.equals(ErrorEdge.JSON)) {
      throw new JanException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "the body's content type is not JSON; send \"Content-Type: application/json\"");
    }
  }

  private JanException tooLarge() {
    return new JanException(
        ErrorCode.PAYLOAD_TOO_LARGE, "the body is over " + maxBytes + " bytes; send less");
  }

  private JanException timedOut() {
    return new JanException(
        ErrorCode.REQUEST_TIMEOUT,
        "the body did not arrive within " + timeout.toMillis() + " ms; send it faster");
  }
}
