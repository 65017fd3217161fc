package jan4j.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/// How [LlamaCppEngine] keeps its workers.
///
/// @param nThreadsDefault threads of a model whose load options leave them open: the physical cores
///   that this process may use
/// @param maxModels most workers at the same time
/// @param maxWaiting most requests that wait for a model to load or for a place
/// @param idleTimeout after so long without a request a model is unloaded; zero: never
/// @param placePatience how long a model waits for the place of busy ones before one of them takes
///   no more requests, ends its answers and makes room
/// @param drainLimit how long an unload waits for running answers
/// @param stopGrace how long a worker may take to stop before it is killed
/// @param helloLimit how long a worker may take to connect
/// @param silenceLimit a worker that has work and reports nothing for so long is killed; generous,
///   because one step of a large model on a slow machine takes minutes
/// @param softwareVulkan that no other Vulkan device is here: a worker whose model names one is
///   shown those that are really the CPU
/// @param logFolder where the output of workers is kept, or an empty path for nowhere
public record LlamaCppSettings(
    int nThreadsDefault,
    int maxModels,
    int maxWaiting,
    Duration idleTimeout,
    Duration placePatience,
    Duration drainLimit,
    Duration stopGrace,
    Duration helloLimit,
    Duration silenceLimit,
    boolean softwareVulkan,
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
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(15),
        false,
        Path.of(""));
  }

  /// The same but for what `change` sets: `settings.with(s -> s.maxModels = 1)`.
  public LlamaCppSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /// The components as they are being changed; for one thread, within [#with].
  public static final class Draft {
    public int nThreadsDefault;
    public int maxModels;
    public int maxWaiting;
    public Duration idleTimeout;
    public Duration placePatience;
    public Duration drainLimit;
    public Duration stopGrace;
    public Duration helloLimit;
    public Duration silenceLimit;
    public boolean softwareVulkan;
    public Path logFolder;

    private Draft(LlamaCppSettings from) {
      nThreadsDefault = from.nThreadsDefault;
      maxModels = from.maxModels;
      maxWaiting = from.maxWaiting;
      idleTimeout = from.idleTimeout;
      placePatience = from.placePatience;
      drainLimit = from.drainLimit;
      stopGrace = from.stopGrace;
      helloLimit = from.helloLimit;
      silenceLimit = from.silenceLimit;
      softwareVulkan = from.softwareVulkan;
      logFolder = from.logFolder;
    }

    private LlamaCppSettings settings() {
      return new LlamaCppSettings(
          nThreadsDefault,
          maxModels,
          maxWaiting,
          idleTimeout,
          placePatience,
          drainLimit,
          stopGrace,
          helloLimit,
          silenceLimit,
          softwareVulkan,
          logFolder);
    }
  }
}
