package jan4j.wire.openai;

import jan4j.core.GenerationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The chunks of a streamed chat answer (openapi.json v2.3.0, CreateChatCompletionStreamResponse;
/// order as llama-server's tests demand it). One thread.
public final class ChatStream implements AnswerStream {
  private final AnswerHead head;
  private final ApiRequest request;
  private final UsageTally tally;
  private final List<LiveTimings> timings = new ArrayList<>();

  /// @param nanos the clock of `timings_per_token`
  public ChatStream(AnswerHead head, ApiRequest request, LongSupplier nanos) {
    this.head = head;
    this.request = request;
    tally = new UsageTally(request);
    request.requests().forEach(_ -> timings.add(new LiveTimings(nanos)));
  }

  @Override
  public List<Object> chunks(int index, GenerationEvent event) {
    return switch (event) {
      case GenerationEvent.Started s -> {
        timings.get(index).started(s.promptTokens(), s.cachedTokens());
        yield List.of(chunk(index, new ChatDelta.Opening("assistant", null)));
      }
      case GenerationEvent.TextDelta t when t.text().isEmpty() && t.logprobs().isEmpty() ->
          List.of();
      case GenerationEvent.TextDelta t -> List.of(text(index, t));
      case GenerationEvent.ReasoningDelta r when r.text().isEmpty() -> List.of();
      case GenerationEvent.ReasoningDelta r ->
          List.of(piece(index, new ChatDelta.Reasoning(r.text())));
      case GenerationEvent.ToolCallStart t ->
          List.of(toolCall(index, ToolCallFragment.start(t.index(), t.id(), t.name())));
      case GenerationEvent.ToolCallDelta t ->
          List.of(toolCall(index, ToolCallFragment.more(t.index(), t.arguments())));
      case GenerationEvent.PromptProgress p ->
          List.of(chunk(index, new ChatDelta.Empty(), null, null, null, ProgressFields.of(p)));
      case GenerationEvent.Finished f -> {
        tally.add(index, f.usage());
        yield List.of(
            chunk(
                index,
                new ChatDelta.Empty(),
                null,
                f.reason().word(),
                Timings.of(f.usage()),
                null));
      }
      case GenerationEvent.LoadProgress _,
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

  private ChatChunk text(int index, GenerationEvent.TextDelta t) {
    ChatDelta delta = t.text().isEmpty() ? new ChatDelta.Empty() : new ChatDelta.Text(t.text());
    return chunk(index, delta, TokenLogprobs.of(t.logprobs()), null, live(index), null);
  }

  private ChatChunk toolCall(int index, ToolCallFragment fragment) {
    return piece(index, new ChatDelta.ToolCalls(List.of(fragment)));
  }

  private ChatChunk piece(int index, ChatDelta delta) {
    return chunk(index, delta, null, null, live(index), null);
  }

  private @Nullable Timings live(int index) {
    return request.timingsPerToken() ? timings.get(index).piece() : null;
  }

  private ChatChunk chunk(int index, ChatDelta delta) {
    return chunk(index, delta, null, null, null, null);
  }

  private ChatChunk chunk(
      int index,
      ChatDelta delta,
      @Nullable TokenLogprobs logprobs,
      @Nullable String finishReason,
      @Nullable Timings timing,
      @Nullable ProgressFields progress) {
    return chunk(
        List.of(new ChatChunk.Choice(index, delta, logprobs, finishReason)),
        request.includeUsage() ? new ChunkUsage.NotYet() : null,
        timing,
        progress);
  }

  private ChatChunk chunk(
      List<ChatChunk.Choice> choices,
      @Nullable ChunkUsage usage,
      @Nullable Timings timing,
      @Nullable ProgressFields progress) {
    return new ChatChunk(
        head.id(),
        "chat.completion.chunk",
        head.created(),
        head.model(),
        head.fingerprint(),
        choices,
        usage,
        timing,
        progress);
  }
}
