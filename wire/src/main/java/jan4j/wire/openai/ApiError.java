package jan4j.wire.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import jan4j.core.JanException;
import org.jspecify.annotations.Nullable;

/// OpenAI's error object (openapi.json v2.3.0, ErrorResponse): all four keys are always there.
public record ApiError(Detail error) {
  /// The keys; `param` names the request field at fault.
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Detail(String message, String type, @Nullable String param, String code) {}

  /// The object for a failure.
  public static ApiError of(JanException e) {
    return new ApiError(
        new Detail(
            e.getMessage(),
            e.code().type(),
            e.parameter().isEmpty() ? null : e.parameter(),
            e.code().code()));
  }
}
