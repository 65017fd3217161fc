package jan4j.app;

import jan4j.core.ModelDirectory;
import jan4j.core.ModelEntry;
import jan4j.engine.AlarmClock;
import jan4j.engine.JvmWorkerLauncher;
import jan4j.engine.LlamaCppEngine;
import jan4j.engine.LlamaCppSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntSupplier;

/// Makes the engine of this process.
///
/// @param worker how workers are started
/// @param nThreads threads of a model whose options leave them open
/// @param realVulkan whether a graphics device that Vulkan drives is here
/// @param logFolder where workers' output goes
record LocalEngines(
    WorkerCommand worker, IntSupplier nThreads, BooleanSupplier realVulkan, Path logFolder) {
  /// An engine over those models; nothing is started yet.
  LlamaCppEngine open(
      ModelDirectory models, Function<ModelEntry, Path> nativeFolder, Duration idle) {
    WorkerCommand.Launch launch = worker.launch();
    return new LlamaCppEngine(
        models,
        new JvmWorkerLauncher(launch.program(), launch.flags(), launch.classPath()),
        nativeFolder,
        LlamaCppSettings.of(nThreads.getAsInt())
            .with(s -> {
              s.idleTimeout = idle;
              s.logFolder = logFolder;
              s.softwareVulkan = !realVulkan.getAsBoolean();
            }),
        AlarmClock.system());
  }
}
