package jan4j.wire.openai;

import jan4j.core.FinishReason;
import jan4j.core.GenerationEvent;
import jan4j.core.TokenLogprob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A whole chat answer (openapi.json v2.3.0, CreateChatCompletionResponse). One thread.
public final class ChatCollector implements AnswerCollector {
  private final AnswerHead head;
  private final UsageTally tally;
  private final List<Choice> choices = new ArrayList<>();

  /// Collects the answer to `request`.
  public ChatCollector(AnswerHead head, ApiRequest request) {
    this.head = head;
    tally = new UsageTally(request);
    request.requests().forEach(_ -> choices.add(new Choice()));
  }

  @Override
  public void add(int index, GenerationEvent event) {
    Choice choice = choices.get(index);
    switch (event) {
      case GenerationEvent.TextDelta t -> {
        choice.text.append(t.text());
        choice.logprobs.addAll(t.logprobs());
      }
      case GenerationEvent.ReasoningDelta r -> choice.reasoning.append(r.text());
      case GenerationEvent.ToolCallStart t ->
          choice.calls.put(t.index(), new Call(t.id(), t.name()));
      case GenerationEvent.ToolCallDelta t -> {
        Call call = choice.calls.get(t.index());
        if (call != null) {
          call.arguments.append(t.arguments());
        }
      }
      case GenerationEvent.Finished f -> {
        choice.reason = f.reason();
        tally.add(index, f.usage());
      }
      case GenerationEvent.ToolCallEnd t -> {
        Call call = choice.calls.get(t.index());
        if (call != null) {
          call.ended = true;
        }
      }
      case GenerationEvent.Started _,
          GenerationEvent.LoadProgress _,
          GenerationEvent.PromptProgress _,
          GenerationEvent.Failed _ -> {}
    }
  }

  @Override
  public Object answer() {
    List<ChatAnswer.Choice> out = new ArrayList<>();
    for (Choice choice : choices) {
      out.add(choice.finished(out.size()));
    }
    return new ChatAnswer(
        head.id(),
        "chat.completion",
        head.created(),
        head.model(),
        head.fingerprint(),
        out,
        tally.usage(),
        tally.timings());
  }

  private static final class Call {
    private final String id;
    private final String name;
    private final StringBuilder arguments = new StringBuilder();
    private boolean ended;

    Call(String id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  private static final class Choice {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<TokenLogprob> logprobs = new ArrayList<>();
    private final Map<Integer, Call> calls = new TreeMap<>();
    private FinishReason reason = FinishReason.STOP;

    /// A call that was begun and not ended turned out to be text, unless the length cut it off.
    ChatAnswer.Choice finished(int index) {
      List<ChatAnswer.ToolCall> toolCalls =
          calls.values().stream()
              .filter(c -> c.ended || reason == FinishReason.LENGTH)
              .map(c ->
                  new ChatAnswer.ToolCall(
                      c.id, "function", new ChatAnswer.Function(c.name, c.arguments.toString())))
              .toList();
      boolean onlyCalls = text.isEmpty() && !toolCalls.isEmpty();
      ChatAnswer.Message message =
          new ChatAnswer.Message(
              "assistant",
              onlyCalls ? null : text.toString(),
              null,
              reasoning.isEmpty() ? null : reasoning.toString(),
              toolCalls.isEmpty() ? null : toolCalls);
      return new ChatAnswer.Choice(index, message, TokenLogprobs.of(logprobs), reason.word());
    }
  }
}
