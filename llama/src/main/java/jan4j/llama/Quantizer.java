package jan4j.llama;

import jan4j.llama.LlamaException.Reason;
import jan4j.llama.raw.LlamaModelFile;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/// Writes a model file with other types of weights. Blocks for seconds to minutes; what it does
/// goes to the log.
public final class Quantizer {
  private Quantizer() {}

  /// Quantizes a model file.
  ///
  /// @throws LlamaException with [Reason#QUANTIZE]; the target may be there in part
  public static void quantize(
      LlamaLibrary library, Path source, Path target, QuantizeParameters parameters) {
    try (Arena arena = Arena.ofConfined()) {
      library.clearErrors();
      int code =
          LlamaModelFile.llama_model_quantize(
              arena.allocateFrom(source.toString()),
              arena.allocateFrom(target.toString()),
              parameters.write(arena));
      if (code != 0) {
        throw library.failure(
            Reason.QUANTIZE,
            "cannot quantize %s to %s with %s".formatted(source, target, parameters));
      }
    }
  }
}
