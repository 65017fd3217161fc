package jan4j.core;

/// One running answer: a blocking iterator over its events, for one consumer thread. [#close()]
/// means cancel: it frees the sequence at the engine's next step, may be called from any thread and
/// more than once, and never throws. After the last event there is nothing left to cancel.
public interface Generation extends AutoCloseable {
  /// Whether another event comes; blocks until that is known. False after
  /// [GenerationEvent.Finished], [GenerationEvent.Failed], or close.
  boolean hasNext();

  /// The next event; blocks for it.
  ///
  /// @throws java.util.NoSuchElementException when there is none
  GenerationEvent next();

  @Override
  void close();
}
