package jan4j.wire.openai;

import jan4j.core.FinishReason;
import jan4j.core.GenerationEvent;
import jan4j.core.TokenLogprob;
import java.util.ArrayList;
import java.util.List;

/// A whole text completion (openapi.json v2.3.0, CreateCompletionResponse). One thread.
public final class TextCollector implements AnswerCollector {
  private final AnswerHead head;
  private final ApiRequest request;
  private final UsageTally tally;
  private final List<Choice> choices = new ArrayList<>();

  /// Collects the answer to `request`.
  public TextCollector(AnswerHead head, ApiRequest request) {
    this.head = head;
    this.request = request;
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
      case GenerationEvent.ReasoningDelta r -> choice.text.append(r.text());
      case GenerationEvent.Finished f -> {
        choice.reason = f.reason();
        tally.add(index, f.usage());
      }
      case GenerationEvent.Started _,
          GenerationEvent.LoadProgress _,
          GenerationEvent.PromptProgress _,
          GenerationEvent.ToolCallStart _,
          GenerationEvent.ToolCallDelta _,
          GenerationEvent.ToolCallEnd _,
          GenerationEvent.Failed _ -> {}
    }
  }

  @Override
  public Object answer() {
    List<TextAnswer.Choice> out = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      Choice choice = choices.get(i);
      out.add(
          new TextAnswer.Choice(
              request.echoOf(i) + choice.text,
              i,
              TextLogprobs.of(choice.logprobs, 0),
              choice.reason.word()));
    }
    return new TextAnswer(
        head.id(),
        "text_completion",
        head.created(),
        head.model(),
        head.fingerprint(),
        out,
        tally.usage(),
        tally.timings(),
        null);
  }

  private static final class Choice {
    private final StringBuilder text = new StringBuilder();
    private final List<TokenLogprob> logprobs = new ArrayList<>();
    private FinishReason reason = FinishReason.STOP;
  }
}
