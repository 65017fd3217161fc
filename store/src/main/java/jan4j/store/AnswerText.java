package jan4j.store;

import jan4j.core.GenerationEvent;
import jan4j.core.Usage;
import jan4j.wire.jan.JanPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Gathers the events of one answer into the parts and numbers of its message. For one thread.
final class AnswerText {
  private final List<JanPart> done = new ArrayList<>();
  private final StringBuilder open = new StringBuilder();
  private boolean openIsReasoning;
  private final Map<Integer, Call> calls = new TreeMap<>();
  private final Map<String, Object> numbers = new LinkedHashMap<>();

  private record Call(String id, String name, StringBuilder arguments) {}

  /// @param before what the answer begins with, where a stopped one goes on
  AnswerText(List<JanPart> before) {
    for (JanPart part : before) {
      if (part instanceof JanPart.Text(String text) && part == before.getLast()) {
        open.append(text);
      } else {
        done.add(part);
      }
    }
  }

  void add(GenerationEvent event) {
    switch (event) {
      case GenerationEvent.TextDelta(String text, var _) -> piece(text, false);
      case GenerationEvent.ReasoningDelta(String text) -> piece(text, true);
      case GenerationEvent.ToolCallStart(int index, String id, String name) ->
          calls.put(index, new Call(id, name, new StringBuilder()));
      case GenerationEvent.ToolCallDelta(int index, String arguments) -> {
        Call call = calls.get(index);
        if (call != null) {
          call.arguments.append(arguments);
        }
      }
      case GenerationEvent.Finished(var reason, String _, Usage usage) -> {
        numbers.put("finish_reason", reason.word());
        numbers.put("prompt_tokens", usage.promptTokens());
        numbers.put("cached_tokens", usage.cachedTokens());
        numbers.put("completion_tokens", usage.completionTokens());
        numbers.put("prompt_ms", usage.promptMillis());
        numbers.put("decode_ms", usage.decodeMillis());
        if (usage.decodeMillis() > 0 && usage.completionTokens() > 1) {
          numbers.put(
              "tokens_per_second", 1000.0 * (usage.completionTokens() - 1) / usage.decodeMillis());
        }
      }
      case GenerationEvent.Failed(var code, String message) -> {
        numbers.put("error", code.code());
        numbers.put("error_message", message);
      }
      case GenerationEvent.Started(int prompt, int cached) -> {
        numbers.put("prompt_tokens", prompt);
        numbers.put("cached_tokens", cached);
      }
      case GenerationEvent.ToolCallEnd(int _),
          GenerationEvent.LoadProgress(double _),
          GenerationEvent.PromptProgress(int _, int _, int _, double _) -> {}
    }
  }

  private void piece(String text, boolean reasoning) {
    if (reasoning != openIsReasoning) {
      closePiece();
      openIsReasoning = reasoning;
    }
    open.append(text);
  }

  private void closePiece() {
    if (!open.isEmpty()) {
      done.add(piece());
      open.setLength(0);
    }
  }

  private JanPart piece() {
    return openIsReasoning
        ? new JanPart.Reasoning(open.toString())
        : new JanPart.Text(open.toString());
  }

  /// Everything so far.
  List<JanPart> parts() {
    List<JanPart> out = new ArrayList<>(done);
    if (!open.isEmpty()) {
      out.add(piece());
    }
    calls
        .values()
        .forEach(c -> out.add(new JanPart.ToolCall(c.id, c.name, c.arguments.toString(), "")));
    return out;
  }

  /// The numbers so far.
  Map<String, Object> numbers() {
    return new LinkedHashMap<>(numbers);
  }
}
