package jan4j.core;

import org.jspecify.annotations.Nullable;

/// The one unchecked exception of Jan4j. Its message says what was attempted, with which values,
/// and what to do; it carries no secret and no text of a conversation, since it is logged and
/// shown.
public class JanException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ErrorCode code;
  private final String parameter;

  public JanException(ErrorCode code, String message) {
    this(code, message, "", null);
  }

  public JanException(ErrorCode code, String message, @Nullable Throwable cause) {
    this(code, message, "", cause);
  }

  /// For the few failures that carry more than a code, a message and the field at fault.
  protected JanException(
      ErrorCode code, String message, String parameter, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.parameter = parameter;
  }

  /// An [ErrorCode#INVALID_REQUEST] that names the request field at fault (OpenAI's `error.param`).
  public static JanException invalid(String parameter, String message) {
    return new JanException(ErrorCode.INVALID_REQUEST, message, parameter, null);
  }

  /// An [ErrorCode#UNSUPPORTED] that names the request field that Jan4j cannot honour.
  public static JanException unsupported(String parameter, String message) {
    return new JanException(ErrorCode.UNSUPPORTED, message, parameter, null);
  }

  /// What failed.
  public ErrorCode code() {
    return code;
  }

  /// The request field at fault, or the empty string.
  public String parameter() {
    return parameter;
  }

  /// The message, never null.
  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? code.code() : message;
  }
}
