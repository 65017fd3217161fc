package jan4j.worker;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.LoadOptions;
import jan4j.core.LoadOptions.Switch;
import jan4j.llama.Context;
import jan4j.llama.ContextParameters;
import jan4j.llama.ContextParameters.FlashAttention;
import jan4j.llama.Device;
import jan4j.llama.LlamaException;
import jan4j.llama.LlamaLibrary;
import jan4j.llama.Model;
import jan4j.llama.ModelParameters;
import jan4j.llama.TensorType;
import jan4j.llama.VocabularyType;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Loads the model of a [Command.Load] and makes its context. Loop thread only.
final class ModelLoader {
  private static final int DEFAULT_CONTEXT = 8192;
  private static final int DEFAULT_BATCH = 512;
  private static final int DEFAULT_SEQUENCES = 4;
  private static final float PROGRESS_STEP = 0.01f;

  private final LlamaLibrary library;
  private final AbortSignal signal;
  private final Consumer<Report> out;

  ModelLoader(LlamaLibrary library, AbortSignal signal, Consumer<Report> out) {
    this.library = library;
    this.signal = signal;
    this.out = out;
  }

  /// @throws JanException with `model_file_invalid`, `out_of_memory`, `model_load_failed`, or
  ///   `cancelled` where the process stops
  LoadedModel load(Command.Load command) {
    long start = System.nanoTime();
    LoadOptions options = command.options();
    Path file = Path.of(command.modelFile());
    if (!Files.isReadable(file)) {
      throw new JanException(
          ErrorCode.MODEL_LOAD_FAILED, "cannot read " + file + "; is it there, and readable?");
    }
    List<Device> devices =
        options.nGpuLayers() == 0
            ? List.of()
            : DeviceChoice.choose(library.devices(), options.devices());
    Model model = loadModel(file, options, devices);
    try {
      checkKind(model, file);
      return makeContext(model, command, devices, start);
    } catch (LlamaException e) {
      model.close();
      throw failure(e);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private Model loadModel(Path file, LoadOptions options, List<Device> devices) {
    ModelParameters parameters =
        new ModelParameters()
            .devices(devices)
            .nGpuLayers(devices.isEmpty() ? 0 : options.nGpuLayers());
    if (options.memoryMap() != Switch.AUTO) {
      parameters.loadMode(
          options.memoryMap() == Switch.ON
              ? ModelParameters.LoadMode.MMAP
              : ModelParameters.LoadMode.NONE);
    }
    float[] reported = {-1};
    try {
      return Model.load(
          library,
          file,
          parameters,
          fraction -> {
            if (fraction >= reported[0] + PROGRESS_STEP || (fraction >= 1 && reported[0] < 1)) {
              reported[0] = fraction;
              out.accept(new Report.LoadProgress(fraction));
            }
            return !signal.isStopped();
          });
    } catch (LlamaException e) {
      throw failure(e);
    }
  }

  private static void checkKind(Model model, Path file) {
    if (model.vocabulary().type() == VocabularyType.NONE || model.vocabulary().size() == 0) {
      throw new JanException(
          ErrorCode.MODEL_LOAD_FAILED, file + " has no vocabulary, so it cannot write text");
    }
    if (model.hasEncoder() || !model.hasDecoder() || model.isDiffusion()) {
      throw new JanException(
          ErrorCode.MODEL_LOAD_FAILED,
          file
              + " ("
              + model.description()
              + ") is not a text-generation model: it is an encoder or a diffusion model");
    }
  }

  private static LoadedModel makeContext(
      Model model, Command.Load command, List<Device> devices, long start) {
    LoadOptions options = command.options();
    FutureTask<VocabularyFacts> facts =
        new FutureTask<>(
            () -> new VocabularyFacts(model.vocabulary(), model.chatTemplate("").orElse("")));
    Thread.ofPlatform().name("vocabulary").start(facts); // as long as the context's memory takes
    Context context;
    try {
      context = Context.create(model, parameters(model, command));
    } finally {
      await(facts); // the model may be closed afterwards
    }
    MemoryKind kind = kind(model);
    double millis = (System.nanoTime() - start) / 1e6;
    Report.Loaded loaded = report(model, context, kind, command, devices, millis);
    return new LoadedModel(model, context, facts.resultNow(), kind, model.nSwa(), loaded);
  }

  private static void await(FutureTask<VocabularyFacts> facts) {
    try {
      facts.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JanException(ErrorCode.CANCELLED, "the load was interrupted", e);
    } catch (ExecutionException e) {
      throw new JanException(
          ErrorCode.MODEL_LOAD_FAILED, "the model's vocabulary cannot be read: " + e.getCause(), e);
    }
  }

  private static ContextParameters parameters(Model model, Command.Load command) {
    LoadOptions options = command.options();
    int nCtx = or(options.nCtx(), Math.min(Math.max(1, model.nCtxTrain()), DEFAULT_CONTEXT));
    int nBatch = Math.min(or(options.nBatch(), DEFAULT_BATCH), nCtx);
    int nSeqMax = or(options.nSeqMax(), DEFAULT_SEQUENCES);
    int nThreads = or(options.nThreads(), command.nThreadsDefault());
    return new ContextParameters()
        .nCtx(nCtx)
        .nBatch(Math.max(nBatch, nSeqMax))
        .nUbatch(Math.min(or(options.nUbatch(), DEFAULT_BATCH), Math.max(nBatch, nSeqMax)))
        .nSeqMax(nSeqMax)
        .nOutputsMax(nSeqMax)
        .nThreads(nThreads)
        .nThreadsBatch(or(options.nThreadsBatch(), nThreads))
        .typeK(TensorType.valueOf(options.cacheTypeK().name()))
        .typeV(TensorType.valueOf(options.cacheTypeV().name()))
        .flashAttention(
            switch (options.flashAttention()) {
              case AUTO -> FlashAttention.AUTO;
              case ON -> FlashAttention.ENABLED;
              case OFF -> FlashAttention.DISABLED;
            })
        .swaFull(options.swaFull() != Switch.OFF)
        .kvUnified(true)
        .noPerf(true);
  }

  private static MemoryKind kind(Model model) {
    if (model.isRecurrent()) {
      return MemoryKind.RECURRENT;
    }
    if (model.isHybrid()) {
      return MemoryKind.HYBRID;
    }
    return model.nSwa() > 0 ? MemoryKind.SLIDING_WINDOW : MemoryKind.FULL;
  }

  private static int or(int value, int chosen) {
    return value == LoadOptions.AUTO ? chosen : value;
  }

  private static Report.Loaded report(
      Model model,
      Context context,
      MemoryKind kind,
      Command.Load command,
      List<Device> devices,
      double millis) {
    LoadOptions options = command.options();
    int nThreads = or(options.nThreads(), command.nThreadsDefault());
    int nLayers = model.nLayer() + 1; // the output counts as one
    int nGpuLayers = Math.min(or(options.nGpuLayers(), nLayers), nLayers);
    return new Report.Loaded(
        model.description(),
        model.metadata().getOrDefault("general.architecture", ""),
        model.vocabulary().size(),
        context.nCtx(),
        model.nCtxTrain(),
        context.nBatch(),
        context.nUbatch(),
        context.nSeqMax(),
        nThreads,
        or(options.nThreadsBatch(), nThreads),
        model.nLayer(),
        devices.isEmpty() ? 0 : nGpuLayers,
        model.nSwa(),
        kind.word(),
        model.chatTemplate("").isPresent(),
        text(model, model.vocabulary().bos()),
        text(model, model.vocabulary().eos()),
        model.vocabulary().addsBos(),
        model.sizeBytes(),
        model.nParameters(),
        devices.stream().map(Device::name).toList(),
        millis);
  }

  private static String text(Model model, int token) {
    return token < 0 ? "" : model.vocabulary().text(token);
  }

  private static JanException failure(LlamaException e) {
    String lower = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    boolean memory =
        Stream.of("failed to allocate", "unable to allocate", "out of memory", "bad_alloc")
            .anyMatch(lower::contains);
    ErrorCode code = ErrorCode.MODEL_LOAD_FAILED;
    if (e.reason() == LlamaException.Reason.CANCELLED) {
      code = ErrorCode.CANCELLED;
    } else if (memory) {
      code = ErrorCode.OUT_OF_MEMORY;
    } else if (e.reason() == LlamaException.Reason.MODEL
        && !lower.contains("unknown model architecture")) {
      code = ErrorCode.MODEL_FILE_INVALID;
    }
    return new JanException(code, String.valueOf(e.getMessage()), e);
  }
}
