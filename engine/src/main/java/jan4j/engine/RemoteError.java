package jan4j.engine;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.wire.Json;
import java.net.URI;
import java.util.Map;

/// Turns the error object of an OpenAI-compatible server into ours.
final class RemoteError {
  private RemoteError() {}

  /// @param text the body of an answer with a bad status
  static JanException of(int status, String text, URI from) {
    try {
      if (Json.readTree(text).get("error") instanceof Map<?, ?> error) {
        return of(error, status);
      }
    } catch (JanException e) {
      return unknown(status, from);
    }
    return unknown(status, from);
  }

  private static JanException unknown(int status, URI from) {
    return new JanException(
        byStatus(status), from + " answered with status " + status + " and no error object");
  }

  /// @param status 0 where it is not known
  static JanException of(Map<?, ?> error, int status) {
    String code = error.get("code") instanceof String c ? c : "";
    String message = error.get("message") instanceof String m ? m : "the server gives no reason";
    ErrorCode known = ErrorCode.ofCode(code);
    boolean isKnown = known.code().equals(code);
    return new JanException(isKnown ? known : byStatus(status), message);
  }

  private static ErrorCode byStatus(int status) {
    return switch (status) {
      case 400, 422 -> ErrorCode.INVALID_REQUEST;
      case 401 -> ErrorCode.INVALID_API_KEY;
      case 403 -> ErrorCode.FORBIDDEN;
      case 404 -> ErrorCode.NOT_FOUND;
      case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
      case 429 -> ErrorCode.BUSY;
      case 504 -> ErrorCode.UPSTREAM_TIMEOUT;
      default -> ErrorCode.UPSTREAM_FAILED;
    };
  }
}
