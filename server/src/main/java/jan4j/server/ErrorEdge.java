package jan4j.server;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.http.RequestException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.wire.Json;
import jan4j.wire.openai.ApiError;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The one place where a failure becomes a response: a status and OpenAI's error object.
/// Thread-safe.
final class ErrorEdge {
  static final String JSON = "application/json";
  private static final System.Logger LOG = System.getLogger(ErrorEdge.class.getName());

  private ErrorEdge() {}

  /// What a client is told of any failure. The cause of an internal one goes to the log alone.
  static JanException toJanException(Throwable failure) {
    return switch (failure) {
      case JanException e when e.code() == ErrorCode.CANCELLED ->
          new JanException(
              ErrorCode.ENGINE_UNAVAILABLE,
              "the engine ended the answer before it was complete; try again",
              e);
      case JanException e -> e;
      case RequestException e -> ofStatus(e.status(), e.getMessage());
      case HttpException e -> ofStatus(e.status(), e.getMessage());
      case Throwable e -> {
        LOG.log(Level.ERROR, "a request failed by a fault of Jan4j", e);
        yield new JanException(
            ErrorCode.INTERNAL, "internal error; the log of Jan4j has the cause", e);
      }
    };
  }

  private static JanException ofStatus(Status status, @Nullable String message) {
    ErrorCode code =
        switch (status.code()) {
          case 403 -> ErrorCode.FORBIDDEN;
          case 404 -> ErrorCode.NOT_FOUND;
          case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
          case 408 -> ErrorCode.REQUEST_TIMEOUT;
          case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
          case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
          case 429, 503 -> ErrorCode.BUSY;
          default -> status.code() < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL;
        };
    return new JanException(
        code, message == null ? "this is no request that the server understands" : message);
  }

  /// Answers a request that failed in a route.
  static void handle(ServerRequest request, ServerResponse response, Throwable failure) {
    if (failure instanceof CloseConnectionException e) {
      throw e;
    }
    JanException e = toJanException(failure);
    response.status(Status.create(e.code().httpStatus()));
    if (e.code() == ErrorCode.BUSY) {
      response.header(HeaderNames.RETRY_AFTER, "1");
    }
    if (!request.content().consumed()) {
      response.header(HeaderNames.CONNECTION, "close");
    }
    sendJson(request, response, body(e));
  }

  /// Sends a JSON body; to a HEAD request its headers alone.
  static void sendJson(ServerRequest request, ServerResponse response, byte[] body) {
    response.header(HeaderNames.CONTENT_TYPE, JSON);
    if (request.prologue().method().equals(Method.HEAD)) {
      response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
      response.send();
      return;
    }
    response.send(body);
  }

  /// Answers a request that failed before there was a route: HTTP that cannot be understood.
  static DirectHandler.TransportResponse handleTransport(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType type,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    JanException e = ofStatus(status, message);
    return DirectHandler.TransportResponse.builder()
        .status(Status.create(e.code().httpStatus()))
        .headers(headers)
        .header(HeaderNames.CONTENT_TYPE, JSON)
        .entity(body(e))
        .keepAlive(false)
        .build();
  }

  /// A whole HTTP response, for a connection that cannot be served further.
  static byte[] rawResponse(JanException e) {
    byte[] body = body(e);
    byte[] head =
        ("HTTP/1.1 "
                + Status.create(e.code().httpStatus()).codeText()
                + " "
                + Status.create(e.code().httpStatus()).reasonPhrase()
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] out = new byte[head.length + body.length];
    System.arraycopy(head, 0, out, 0, head.length);
    System.arraycopy(body, 0, out, head.length, body.length);
    return out;
  }

  static byte[] body(JanException e) {
    return Json.write(ApiError.of(e));
  }
}
