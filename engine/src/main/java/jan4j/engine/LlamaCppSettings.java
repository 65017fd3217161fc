package jan4j.engine;

import java.nio.file.Path;
import java.time.Duration;

/// How [LlamaCppEngine] keeps its workers.
///
/// @param nThreadsDefault threads of a model whose load options leave them open: the physical cores
///   that this process may use
/// @param maxModels most workers at the same time
/// @param maxWaiting most requests that wait for a model to load or for a place
/// @param idleTimeout after so long without a request a model is unloaded; zero: never
/// @param drainLimit how long an unload waits for running answers
/// @param stopGrace how long a worker may take to stop before it is killed
/// @param helloLimit how long a worker may take to connect
/// @param silenceLimit a worker that has work and reports nothing for so long is killed; generous,
///   because one step of a large model on a slow machine takes minutes
/// @param logFolder where the output of workers is kept, or an empty path for nowhere
public record LlamaCppSettings(
    int nThreadsDefault,
    int maxModels,
    int maxWaiting,
    Duration idleTimeout,
    Duration drainLimit,
    Duration stopGrace,
    Duration helloLimit,
    Duration silenceLimit,
    Path logFolder) {
  public LlamaCppSettings {
    if (nThreadsDefault < 1 || maxModels < 1 || maxWaiting < 1) {
      throw new IllegalArgumentException(
          "threads "
              + nThreadsDefault
              + ", models "
              + maxModels
              + " and waiting requests "
              + maxWaiting
              + " must be 1 or more");
    }
    if (idleTimeout.isNegative()) {
      throw new IllegalArgumentException("idle timeout is " + idleTimeout + "; give 0 or more");
    }
  }

  /// The usual values with that many threads.
  public static LlamaCppSettings of(int nThreadsDefault) {
    return new LlamaCppSettings(
        nThreadsDefault,
        4,
        256,
        Duration.ofMinutes(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(15),
        Path.of(""));
  }

  /// The same with another bound on models.
  public LlamaCppSettings withMaxModels(int value) {
    return new LlamaCppSettings(
        nThreadsDefault,
        value,
        maxWaiting,
        idleTimeout,
        drainLimit,
        stopGrace,
        helloLimit,
        silenceLimit,
        logFolder);
  }

  /// The same with another bound on waiting requests.
  public LlamaCppSettings withMaxWaiting(int value) {
    return new LlamaCppSettings(
        nThreadsDefault,
        maxModels,
        value,
        idleTimeout,
        drainLimit,
        stopGrace,
        helloLimit,
        silenceLimit,
        logFolder);
  }

  /// The same with another idle time.
  public LlamaCppSettings withIdleTimeout(Duration value) {
    return new LlamaCppSettings(
        nThreadsDefault,
        maxModels,
        maxWaiting,
        value,
        drainLimit,
        stopGrace,
        helloLimit,
        silenceLimit,
        logFolder);
  }

  /// The same with another grace for stopping.
  public LlamaCppSettings withStopGrace(Duration value) {
    return new LlamaCppSettings(
        nThreadsDefault,
        maxModels,
        maxWaiting,
        idleTimeout,
        drainLimit,
        value,
        helloLimit,
        silenceLimit,
        logFolder);
  }

  /// The same with a folder for logs.
  public LlamaCppSettings withLogFolder(Path value) {
    return new LlamaCppSettings(
        nThreadsDefault,
        maxModels,
        maxWaiting,
        idleTimeout,
        drainLimit,
        stopGrace,
        helloLimit,
        silenceLimit,
        value);
  }
}
