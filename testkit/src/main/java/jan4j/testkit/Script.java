package jan4j.testkit;

import jan4j.core.ErrorCode;
import jan4j.core.FinishReason;
import jan4j.core.GenerationEvent;
import jan4j.core.JanException;
import jan4j.core.Usage;
import java.util.ArrayList;
import java.util.List;

/// What [FakeEngine] answers to one request, step by step. Not thread-safe; every adding method
/// returns the script.
public final class Script {
  /// One step of an answer.
  sealed interface Step {
    record Emit(GenerationEvent event) implements Step {}

    record Wait(Gate gate) implements Step {}

    record Throw(RuntimeException failure) implements Step {}
  }

  private final List<Step> steps = new ArrayList<>();
  private final List<RuntimeException> refusal = new ArrayList<>();
  private int nTokens;

  /// A whole answer: started, each piece as a delta, finished with STOP.
  public static Script answer(String... pieces) {
    Script script = new Script().started(1, 0);
    for (String piece : pieces) {
      script.text(piece);
    }
    return script.finished(FinishReason.STOP);
  }

  /// A script of these events.
  public static Script of(GenerationEvent... events) {
    Script script = new Script();
    for (GenerationEvent event : events) {
      script.event(event);
    }
    return script;
  }

  /// A script whose request is refused at once: [jan4j.core.Engine#start] throws.
  public static Script refused(RuntimeException failure) {
    Script script = new Script();
    script.refusal.add(failure);
    return script;
  }

  /// The same, with a code.
  public static Script refused(ErrorCode code, String message) {
    return refused(new JanException(code, message));
  }

  public Script event(GenerationEvent event) {
    steps.add(new Step.Emit(event));
    return this;
  }

  public Script started(int promptTokens, int cachedTokens) {
    return event(new GenerationEvent.Started(promptTokens, cachedTokens));
  }

  public Script text(String text) {
    nTokens++;
    return event(new GenerationEvent.TextDelta(text, List.of()));
  }

  public Script reasoning(String text) {
    nTokens++;
    return event(new GenerationEvent.ReasoningDelta(text));
  }

  /// A whole tool call, its arguments in the given pieces.
  public Script toolCall(int index, String id, String name, String... arguments) {
    event(new GenerationEvent.ToolCallStart(index, id, name));
    for (String piece : arguments) {
      nTokens++;
      event(new GenerationEvent.ToolCallDelta(index, piece));
    }
    return event(new GenerationEvent.ToolCallEnd(index));
  }

  /// Ends the answer; its usage counts a prompt of 1 token and one token for each delta before.
  public Script finished(FinishReason reason) {
    return event(new GenerationEvent.Finished(reason, "", new Usage(1, 0, nTokens, 1, 1)));
  }

  /// Breaks the answer off.
  public Script failed(ErrorCode code, String message) {
    return event(new GenerationEvent.Failed(code, message));
  }

  /// Stops here until the test opens the gate, or the answer is cancelled.
  public Script gate(Gate gate) {
    steps.add(new Step.Wait(gate));
    return this;
  }

  /// Makes `hasNext` throw here, as an engine with a bug would.
  public Script broken(RuntimeException failure) {
    steps.add(new Step.Throw(failure));
    return this;
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  void checkAccepted() {
    for (RuntimeException failure : refusal) {
      throw failure;
    }
  }
}
