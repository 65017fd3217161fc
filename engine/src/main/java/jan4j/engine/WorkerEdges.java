package jan4j.engine;

import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import java.nio.file.Path;
import java.util.function.Function;

/// What workers touch outside this package.
///
/// @param nativeFolder gives the folder of the native library for a model; may block and may fail
record WorkerEdges(
    WorkerLauncher launcher, Function<ModelEntry, Path> nativeFolder, LlamaCppSettings settings) {
  /// Where the output of that model's workers goes, or the empty path.
  Path logFile(ModelId model) {
    Path folder = settings.logFolder();
    return folder.toString().isEmpty()
        ? folder
        : folder.resolve("worker-" + model.value().replace('/', '_').replace(':', '_') + ".log");
  }
}
