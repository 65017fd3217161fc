package jan4j.worker;

/// What other threads post to the loop.
sealed interface LoopMessage {
  /// Answer this.
  record Submit(Job job) implements LoopMessage {}

  /// Forget that answer.
  record Cancel(long id) implements LoopMessage {}

  /// Say that the loop turns.
  record Ping(long id) implements LoopMessage {}

  /// Look at [AbortSignal#isStopped].
  record Wake() implements LoopMessage {}
}
