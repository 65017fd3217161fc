package jan4j.wire.openai;

import jan4j.core.GenerationRequest;
import java.util.List;

/// A request as the routes need it: what to generate, and how to tell it.
///
/// @param model as the client is answered (the id of the model that was chosen)
/// @param requests one for each choice, prompt-major: choice `p * n + i` answers prompt `p`
/// @param nPerPrompt choices for each prompt
/// @param includeUsage whether a stream ends with a chunk that holds the usage
/// @param timingsPerToken whether each chunk carries timings
/// @param echo what each choice's text begins with, by prompt; empty where nothing is echoed
public record ApiRequest(
    String model,
    List<GenerationRequest> requests,
    int nPerPrompt,
    boolean stream,
    boolean includeUsage,
    boolean timingsPerToken,
    List<String> echo) {
  /// Most choices for each prompt.
  public static final int MAX_N = 8;

  /// Most prompts of one request.
  public static final int MAX_PROMPTS = 32;

  /// Most choices of one request.
  public static final int MAX_CHOICES = 64;

  public ApiRequest {
    requests = List.copyOf(requests);
    echo = List.copyOf(echo);
  }

  /// What the text of choice `index` begins with.
  public String echoOf(int index) {
    return echo.isEmpty() ? "" : echo.get(index / nPerPrompt);
  }
}
