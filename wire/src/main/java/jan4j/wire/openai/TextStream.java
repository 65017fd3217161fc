package jan4j.wire.openai;

import jan4j.core.GenerationEvent;
import jan4j.core.TokenLogprob;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The chunks of a streamed text completion (openapi.json v2.3.0, CreateCompletionResponse). One
/// thread.
public final class TextStream implements AnswerStream {
  private final AnswerHead head;
  private final ApiRequest request;
  private final UsageTally tally;
  private final List<LiveTimings> timings = new ArrayList<>();
  private final int[] lengths;

  /// @param nanos the clock of `timings_per_token`
  public TextStream(AnswerHead head, ApiRequest request, LongSupplier nanos) {
    this.head = head;
    this.request = request;
    tally = new UsageTally(request);
    lengths = new int[request.requests().size()];
    request.requests().forEach(_ -> timings.add(new LiveTimings(nanos)));
  }

  @Override
  public List<Object> chunks(int index, GenerationEvent event) {
    return switch (event) {
      case GenerationEvent.Started s -> {
        timings.get(index).started(s.promptTokens(), s.cachedTokens());
        String echo = request.echoOf(index);
        yield echo.isEmpty() ? List.of() : List.of(text(index, echo, List.of(), null));
      }
      case GenerationEvent.TextDelta t when t.text().isEmpty() && t.logprobs().isEmpty() ->
          List.of();
      case GenerationEvent.TextDelta t -> List.of(text(index, t.text(), t.logprobs(), live(index)));
      case GenerationEvent.ReasoningDelta r when !r.text().isEmpty() ->
          List.of(text(index, r.text(), List.of(), live(index)));
      case GenerationEvent.PromptProgress p ->
          List.of(
              chunk(List.of(choice(index, "", null, null)), pending(), null, ProgressFields.of(p)));
      case GenerationEvent.Finished f -> {
        tally.add(index, f.usage());
        yield List.of(
            chunk(
                List.of(choice(index, "", null, f.reason().word())),
                pending(),
                Timings.of(f.usage()),
                null));
      }
      case GenerationEvent.ReasoningDelta _,
          GenerationEvent.LoadProgress _,
          GenerationEvent.ToolCallStart _,
          GenerationEvent.ToolCallDelta _,
          GenerationEvent.ToolCallEnd _,
          GenerationEvent.Failed _ ->
          List.of();
    };
  }

  @Override
  public List<Object> closing() {
    return request.includeUsage()
        ? List.of(chunk(List.of(), tally.usage(), tally.timings(), null))
        : List.of();
  }

  private TextAnswer text(
      int index, String text, List<TokenLogprob> logprobs, @Nullable Timings timing) {
    TextLogprobs fields = TextLogprobs.of(logprobs, lengths[index]);
    lengths[index] += text.length();
    return chunk(List.of(choice(index, text, fields, null)), pending(), timing, null);
  }

  private static TextAnswer.Choice choice(
      int index, String text, @Nullable TextLogprobs logprobs, @Nullable String finishReason) {
    return new TextAnswer.Choice(text, index, logprobs, finishReason);
  }

  private @Nullable ChunkUsage pending() {
    return request.includeUsage() ? new ChunkUsage.NotYet() : null;
  }

  private @Nullable Timings live(int index) {
    return request.timingsPerToken() ? timings.get(index).piece() : null;
  }

  private TextAnswer chunk(
      List<TextAnswer.Choice> choices,
      @Nullable ChunkUsage usage,
      @Nullable Timings timing,
      @Nullable ProgressFields progress) {
    return new TextAnswer(
        head.id(),
        "text_completion",
        head.created(),
        head.model(),
        head.fingerprint(),
        choices,
        usage,
        timing,
        progress);
  }
}
