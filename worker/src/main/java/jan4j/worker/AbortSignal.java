package jan4j.worker;

/// Ends a decode call that is under way: because the process stops, or because the request that
/// makes up most of the batch was cancelled. Thread-safe; the library asks [#isRaised] on the
/// thread that decodes, many times per call.
final class AbortSignal {
  private static final long NONE = -1;

  private volatile boolean stopped;
  private volatile long running = NONE;
  private volatile long cancelled = NONE - 1;

  /// Stops everything, now and later.
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /// Says that the next decode call works mostly for that request.
  void running(long id) {
    running = id;
  }

  /// The next decode call works for nobody in particular.
  void runningMany() {
    running = NONE;
  }

  void cancel(long id) {
    cancelled = id;
  }

  boolean isRaised() {
    return stopped || cancelled == running;
  }
}
