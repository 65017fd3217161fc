package jan4j.wire.jan;

import jan4j.core.ErrorCode;
import jan4j.core.FinishReason;
import jan4j.core.GenerationEvent;
import jan4j.core.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Events of an answer as short JSON lists, for the journal of a run: the first element names the
/// kind. Log probabilities are not kept.
public final class RunLines {
  private RunLines() {}

  /// The list of an event.
  public static List<Object> write(GenerationEvent event) {
    return switch (event) {
      case GenerationEvent.Started(int prompt, int cached) -> List.of("start", prompt, cached);
      case GenerationEvent.LoadProgress(double fraction) -> List.of("load", fraction);
      case GenerationEvent.PromptProgress(int prompt, int cached, int done, double millis) ->
          List.of("prompt", prompt, cached, done, millis);
      case GenerationEvent.TextDelta(String text, var _) -> List.of("t", text);
      case GenerationEvent.ReasoningDelta(String text) -> List.of("r", text);
      case GenerationEvent.ToolCallStart(int index, String id, String name) ->
          List.of("call", index, id, name);
      case GenerationEvent.ToolCallDelta(int index, String arguments) ->
          List.of("args", index, arguments);
      case GenerationEvent.ToolCallEnd(int index) -> List.of("called", index);
      case GenerationEvent.Finished(FinishReason reason, String stopText, Usage usage) ->
          List.of(
              "end",
              reason.word(),
              stopText,
              usage.promptTokens(),
              usage.cachedTokens(),
              usage.completionTokens(),
              usage.promptMillis(),
              usage.decodeMillis());
      case GenerationEvent.Failed(ErrorCode code, String message) ->
          List.of("fail", code.code(), message);
    };
  }

  /// The event of a list; empty for one that this version does not know.
  public static Optional<GenerationEvent> read(List<@Nullable Object> line) {
    try {
      return Optional.ofNullable(event(line));
    } catch (ClassCastException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static @Nullable GenerationEvent event(List<@Nullable Object> line) {
    if (line.isEmpty() || !(line.getFirst() instanceof String kind)) {
      return null;
    }
    return switch (kind) {
      case "start" -> new GenerationEvent.Started(integer(line, 1), integer(line, 2));
      case "load" -> new GenerationEvent.LoadProgress(real(line, 1));
      case "prompt" ->
          new GenerationEvent.PromptProgress(
              integer(line, 1), integer(line, 2), integer(line, 3), real(line, 4));
      case "t" -> new GenerationEvent.TextDelta(text(line, 1), List.of());
      case "r" -> new GenerationEvent.ReasoningDelta(text(line, 1));
      case "call" ->
          new GenerationEvent.ToolCallStart(integer(line, 1), text(line, 2), text(line, 3));
      case "args" -> new GenerationEvent.ToolCallDelta(integer(line, 1), text(line, 2));
      case "called" -> new GenerationEvent.ToolCallEnd(integer(line, 1));
      case "end" -> finished(line);
      case "fail" -> new GenerationEvent.Failed(ErrorCode.ofCode(text(line, 1)), text(line, 2));
      default -> null;
    };
  }

  private static GenerationEvent finished(List<@Nullable Object> line) {
    FinishReason reason = FinishReason.valueOf(text(line, 1).toUpperCase(java.util.Locale.ROOT));
    Usage usage =
        new Usage(
            integer(line, 3), integer(line, 4), integer(line, 5), real(line, 6), real(line, 7));
    return new GenerationEvent.Finished(reason, text(line, 2), usage);
  }

  private static String text(List<@Nullable Object> line, int at) {
    return line.get(at) instanceof String s ? s : "";
  }

  private static int integer(List<@Nullable Object> line, int at) {
    return (int) real(line, at);
  }

  private static double real(List<@Nullable Object> line, int at) {
    return line.get(at) instanceof Number n ? n.doubleValue() : 0;
  }

  /// The lists below a key of a journal line.
  public static List<List<@Nullable Object>> lists(Map<String, Object> line, String key) {
    List<List<@Nullable Object>> out = new ArrayList<>();
    for (Object item : Tree.list(line, key)) {
      if (item instanceof List<?> list) {
        out.add(new ArrayList<>(list));
      }
    }
    return out;
  }
}
