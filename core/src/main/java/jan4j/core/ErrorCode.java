package jan4j.core;

/// Every way in which a request can fail, with what a client is told. One table: the HTTP edge, the
/// worker frames and the command line all use these names.
///
/// `httpStatus`, `type` and `code` are the values of OpenAI's error object (openapi.json v2.3.0,
/// schema `Error`); 499 is nginx's "client closed request" and is never written to a socket.
public enum ErrorCode {
  INVALID_REQUEST(Kind.INVALID_REQUEST, 400, "invalid_request_error", "invalid_request"),
  CONTEXT_LENGTH_EXCEEDED(
      Kind.INVALID_REQUEST, 400, "invalid_request_error", "context_length_exceeded"),
  UNSUPPORTED(Kind.INVALID_REQUEST, 400, "invalid_request_error", "unsupported"),
  TEMPLATE_FAILED(Kind.INVALID_REQUEST, 400, "invalid_request_error", "template_failed"),
  GRAMMAR_INVALID(Kind.INVALID_REQUEST, 400, "invalid_request_error", "grammar_invalid"),
  INVALID_API_KEY(Kind.INVALID_REQUEST, 401, "invalid_request_error", "invalid_api_key"),
  FORBIDDEN(Kind.INVALID_REQUEST, 403, "invalid_request_error", "forbidden"),
  EGRESS_DENIED(Kind.INVALID_REQUEST, 403, "invalid_request_error", "egress_denied"),
  MODEL_NOT_FOUND(Kind.NOT_FOUND, 404, "invalid_request_error", "model_not_found"),
  NOT_FOUND(Kind.NOT_FOUND, 404, "invalid_request_error", "not_found"),
  METHOD_NOT_ALLOWED(Kind.INVALID_REQUEST, 405, "invalid_request_error", "method_not_allowed"),
  REQUEST_TIMEOUT(Kind.INVALID_REQUEST, 408, "invalid_request_error", "request_timeout"),
  STORAGE_IN_USE(Kind.BUSY, 409, "invalid_request_error", "storage_in_use"),
  CONFLICT(Kind.INVALID_REQUEST, 409, "invalid_request_error", "conflict"),
  PAYLOAD_TOO_LARGE(Kind.INVALID_REQUEST, 413, "invalid_request_error", "payload_too_large"),
  UNSUPPORTED_MEDIA_TYPE(
      Kind.INVALID_REQUEST, 415, "invalid_request_error", "unsupported_media_type"),
  BUSY(Kind.BUSY, 429, "rate_limit_error", "busy"),
  CANCELLED(Kind.CANCELLED, 499, "server_error", "cancelled"),
  INTERNAL(Kind.INTERNAL, 500, "server_error", "internal"),
  STORAGE_FAILED(Kind.INTERNAL, 500, "server_error", "storage_failed"),
  STORAGE_READ_ONLY(Kind.INTERNAL, 500, "server_error", "storage_read_only"),
  MODEL_FILE_INVALID(Kind.ENGINE_FAILED, 500, "server_error", "model_file_invalid"),
  MODEL_LOAD_FAILED(Kind.ENGINE_FAILED, 500, "server_error", "model_load_failed"),
  ENGINE_CRASHED(Kind.ENGINE_FAILED, 500, "server_error", "engine_crashed"),
  ENGINE_FAILED(Kind.ENGINE_FAILED, 500, "server_error", "engine_failed"),
  UPSTREAM_FAILED(Kind.UPSTREAM, 502, "server_error", "upstream_failed"),
  OUT_OF_MEMORY(Kind.OUT_OF_MEMORY, 503, "server_error", "out_of_memory"),
  ENGINE_UNAVAILABLE(Kind.ENGINE_FAILED, 503, "server_error", "engine_unavailable"),
  UPSTREAM_TIMEOUT(Kind.UPSTREAM, 504, "server_error", "upstream_timeout"),
  STORAGE_FULL(Kind.INTERNAL, 507, "server_error", "storage_full");

  /// The broad class of a failure: what a caller can do about it.
  public enum Kind {
    INVALID_REQUEST,
    NOT_FOUND,
    BUSY,
    OUT_OF_MEMORY,
    ENGINE_FAILED,
    UPSTREAM,
    CANCELLED,
    INTERNAL
  }

  private final Kind kind;
  private final int httpStatus;
  private final String type;
  private final String code;

  ErrorCode(Kind kind, int httpStatus, String type, String code) {
    this.kind = kind;
    this.httpStatus = httpStatus;
    this.type = type;
    this.code = code;
  }

  /// The broad class.
  public Kind kind() {
    return kind;
  }

  /// The HTTP status of a response that fails with this code.
  public int httpStatus() {
    return httpStatus;
  }

  /// OpenAI's `error.type`.
  public String type() {
    return type;
  }

  /// OpenAI's `error.code`; also the name in logs and worker frames.
  public String code() {
    return code;
  }

  /// The entry whose [#code()] is `code`, or [#INTERNAL] for a name that this version does not
  /// know.
  public static ErrorCode ofCode(String code) {
    for (ErrorCode e : values()) {
      if (e.code.equals(code)) {
        return e;
      }
    }
    return INTERNAL;
  }
}
