package jan4j.store;

import jan4j.core.Generation;
import jan4j.core.GenerationEvent;

/// An answer that the engine refused at once.
final class FailedGeneration implements Generation {
  private final RuntimeException failure;

  FailedGeneration(RuntimeException failure) {
    this.failure = failure;
  }

  @Override
  public boolean hasNext() {
    throw failure;
  }

  @Override
  public GenerationEvent next() {
    throw failure;
  }

  @Override
  public void close() {}
}
