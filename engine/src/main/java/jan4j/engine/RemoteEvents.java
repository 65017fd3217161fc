package jan4j.engine;

import jan4j.core.ErrorCode;
import jan4j.core.FinishReason;
import jan4j.core.GenerationEvent;
import jan4j.core.JanException;
import jan4j.core.TokenLogprob;
import jan4j.core.Usage;
import jan4j.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Turns the chunks of an OpenAI stream, chat or text, into events. One thread.
///
/// The protocol does not tell at which chunk the prompt was taken, so [GenerationEvent.Started] is
/// made of the first chunk, with the counts of its `prompt_progress` where it has one. A token's id
/// is not told either: it is -1.
final class RemoteEvents {
  private final boolean reportProgress;
  private final Consumer<GenerationEvent> out;
  private boolean started;
  private @Nullable FinishReason finished;
  private Map<?, ?> usage = Map.of();
  private Map<?, ?> timings = Map.of();
  private int openCall = -1;

  RemoteEvents(boolean reportProgress, Consumer<GenerationEvent> out) {
    this.reportProgress = reportProgress;
    this.out = out;
  }

  /// @throws JanException where the chunk is an error or no JSON
  void accept(String data) {
    Map<?, ?> chunk = Json.readTree(data);
    if (chunk.get("error") instanceof Map<?, ?> error) {
      throw RemoteError.of(error, 0);
    }
    Map<?, ?> progress = map(chunk.get("prompt_progress"));
    start(progress);
    if (reportProgress && !progress.isEmpty()) {
      out.accept(
          new GenerationEvent.PromptProgress(
              integer(progress, "total"),
              integer(progress, "cache"),
              integer(progress, "processed"),
              number(progress, "time_ms")));
    }
    if (chunk.get("usage") instanceof Map<?, ?> told) {
      usage = told;
    }
    if (chunk.get("timings") instanceof Map<?, ?> told) {
      timings = told;
    }
    if (chunk.get("choices") instanceof List<?> choices && !choices.isEmpty()) {
      choice(map(choices.getFirst()));
    }
  }

  private void start(Map<?, ?> progress) {
    if (!started) {
      started = true;
      out.accept(
          new GenerationEvent.Started(integer(progress, "total"), integer(progress, "cache")));
    }
  }

  private void choice(Map<?, ?> choice) {
    Map<?, ?> delta = map(choice.get("delta"));
    text(delta.get("reasoning_content"))
        .ifPresent(t -> out.accept(new GenerationEvent.ReasoningDelta(t)));
    List<TokenLogprob> logprobs = logprobs(map(choice.get("logprobs")));
    String content = text(delta.get("content")).or(() -> text(choice.get("text"))).orElse("");
    if (!content.isEmpty() || !logprobs.isEmpty()) {
      out.accept(new GenerationEvent.TextDelta(content, logprobs));
    }
    if (delta.get("tool_calls") instanceof List<?> calls) {
      calls.forEach(c -> toolCall(map(c)));
    }
    if (choice.get("finish_reason") instanceof String reason) {
      finished = reason(reason);
    }
  }

  private static FinishReason reason(String word) {
    return switch (word) {
      case "length" -> FinishReason.LENGTH;
      case "tool_calls" -> FinishReason.TOOL_CALLS;
      default -> FinishReason.STOP;
    };
  }

  private void toolCall(Map<?, ?> call) {
    int index = integer(call, "index");
    Map<?, ?> function = map(call.get("function"));
    if (index != openCall) {
      endCall();
      openCall = index;
      out.accept(
          new GenerationEvent.ToolCallStart(
              index, text(call.get("id")).orElse(""), text(function.get("name")).orElse("")));
    }
    text(function.get("arguments"))
        .ifPresent(t -> out.accept(new GenerationEvent.ToolCallDelta(index, t)));
  }

  private void endCall() {
    if (openCall >= 0) {
      out.accept(new GenerationEvent.ToolCallEnd(openCall));
      openCall = -1;
    }
  }

  /// The stream is over.
  ///
  /// @throws JanException where it has not told why
  void end() {
    FinishReason reason = finished;
    if (reason == null) {
      throw new JanException(
          ErrorCode.UPSTREAM_FAILED, "the server ended the answer without a reason to finish");
    }
    endCall();
    out.accept(
        new GenerationEvent.Finished(
            reason,
            "",
            new Usage(
                integer(usage, "prompt_tokens"),
                integer(map(usage.get("prompt_tokens_details")), "cached_tokens"),
                integer(usage, "completion_tokens"),
                number(timings, "prompt_ms"),
                number(timings, "predicted_ms"))));
  }

  private static List<TokenLogprob> logprobs(Map<?, ?> fields) {
    List<TokenLogprob> all = new ArrayList<>();
    if (fields.get("content") instanceof List<?> entries) {
      entries.forEach(e -> all.add(logprob(map(e))));
    } else if (fields.get("tokens") instanceof List<?> tokens
        && fields.get("token_logprobs") instanceof List<?> values
        && values.size() == tokens.size()) {
      for (int i = 0; i < tokens.size(); i++) {
        double value = values.get(i) instanceof Number n ? n.doubleValue() : 0;
        all.add(new TokenLogprob(-1, bytes(String.valueOf(tokens.get(i))), value, List.of()));
      }
    }
    return all;
  }

  private static TokenLogprob logprob(Map<?, ?> entry) {
    List<Byte> bytes = new ArrayList<>();
    if (entry.get("bytes") instanceof List<?> values) {
      values.forEach(v -> bytes.add(v instanceof Number n ? n.byteValue() : (byte) 0));
    } else {
      bytes.addAll(bytes(text(entry.get("token")).orElse("")));
    }
    List<TokenLogprob> alternatives = new ArrayList<>();
    if (entry.get("top_logprobs") instanceof List<?> top) {
      top.forEach(t -> alternatives.add(logprob(map(t))));
    }
    return new TokenLogprob(-1, bytes, number(entry, "logprob"), alternatives);
  }

  private static List<Byte> bytes(String text) {
    List<Byte> out = new ArrayList<>();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      out.add(b);
    }
    return out;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  /// A text that is there and not empty.
  private static Optional<String> text(@Nullable Object value) {
    return value instanceof String s && !s.isEmpty() ? Optional.of(s) : Optional.empty();
  }

  private static int integer(Map<?, ?> map, String key) {
    return map.get(key) instanceof Number n ? n.intValue() : 0;
  }

  private static double number(Map<?, ?> map, String key) {
    return map.get(key) instanceof Number n ? n.doubleValue() : 0;
  }
}
