package jan4j.wire.openai;

import jan4j.core.GenerationEvent;

/// Collects the events of a request's choices into one answer. One thread.
public interface AnswerCollector {
  /// Takes the next event of choice `index`.
  void add(int index, GenerationEvent event);

  /// The answer, to be written as JSON, once all choices have finished.
  Object answer();
}
