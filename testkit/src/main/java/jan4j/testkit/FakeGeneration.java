package jan4j.testkit;

import jan4j.core.Generation;
import jan4j.core.GenerationEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;

/// Plays a [Script]: [#hasNext] and [#next] by one consumer thread, [#close] by any.
final class FakeGeneration implements Generation {
  private final FakeEngine engine;
  private final Signal signal;
  private final String requestId;
  private final Deque<Script.Step> steps;
  private boolean closed;

  FakeGeneration(FakeEngine engine, Signal signal, String requestId, List<Script.Step> steps) {
    this.engine = engine;
    this.signal = signal;
    this.requestId = requestId;
    this.steps = new ArrayDeque<>(steps);
  }

  @Override
  public boolean hasNext() {
    while (true) {
      Script.Step step = signal.get(() -> closed ? null : steps.peek());
      switch (step) {
        case null -> {
          signal.update(() -> engine.ended(this, requestId, closed));
          return false;
        }
        case Script.Step.Emit _ -> {
          return true;
        }
        case Script.Step.Wait(Gate gate) -> {
          gate.reach();
          signal.await(gate + " opens", () -> gate.isOpen() || closed);
          signal.update(() -> steps.remove(step));
        }
        case Script.Step.Throw(RuntimeException failure) -> throw failure;
      }
    }
  }

  @Override
  public GenerationEvent next() {
    if (!hasNext() || !(signal.get(steps::poll) instanceof Script.Step.Emit(var event))) {
      throw new NoSuchElementException("the answer to " + requestId + " has ended");
    }
    if (event instanceof GenerationEvent.Finished || event instanceof GenerationEvent.Failed) {
      signal.update(() -> engine.ended(this, requestId, false));
    }
    return event;
  }

  @Override
  public void close() {
    signal.update(() -> {
      closed = true;
      steps.clear();
      engine.ended(this, requestId, true);
    });
  }
}
