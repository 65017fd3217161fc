package jan4j.model.gguf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// What a model's tensors come to: how many numbers, in which types.
///
/// @param parameters elements of all tensors
/// @param sizeBytes bytes of all tensors, without padding and metadata
/// @param types the share of each tensor type, the one with most bytes first
public record WeightMix(long parameters, long sizeBytes, List<Share> types) {
  private static final List<String> FILE_TYPES =
      List.of(
          "F32",
          "F16",
          "Q4_0",
          "Q4_1",
          "Q4_1+F16",
          "Q4_2",
          "Q4_3",
          "Q8_0",
          "Q5_0",
          "Q5_1",
          "Q2_K",
          "Q3_K_S",
          "Q3_K_M",
          "Q3_K_L",
          "Q4_K_S",
          "Q4_K_M",
          "Q5_K_S",
          "Q5_K_M",
          "Q6_K",
          "IQ2_XXS",
          "IQ2_XS",
          "Q2_K_S",
          "IQ3_XS",
          "IQ3_XXS",
          "IQ1_S",
          "IQ4_NL",
          "IQ3_S",
          "IQ3_M",
          "IQ2_S",
          "IQ2_M",
          "IQ4_XS",
          "IQ1_M",
          "BF16",
          "Q4_0_4_4",
          "Q4_0_4_8",
          "Q4_0_8_8",
          "TQ1_0",
          "TQ2_0",
          "MXFP4_MOE",
          "NVFP4",
          "Q1_0",
          "Q2_0");

  /// The flag LLAMA_FTYPE_GUESSED.
  private static final long GUESSED = 1024;

  public WeightMix {
    types = List.copyOf(types);
  }

  /// One tensor type's part.
  ///
  /// @param type ggml's name of it
  /// @param nTensors number of tensors
  /// @param parameters elements of them
  /// @param sizeBytes bytes of them
  public record Share(String type, int nTensors, long parameters, long sizeBytes) {}

  /// The mix of those tensors. Sums that pass 2^63 stay there.
  public static WeightMix of(List<TensorInfo> tensors) {
    Map<String, Share> shares = new LinkedHashMap<>();
    long parameters = 0;
    long size = 0;
    for (TensorInfo t : tensors) {
      parameters = plus(parameters, t.nElements());
      size = plus(size, t.sizeBytes());
      shares.merge(
          t.typeName(),
          new Share(t.typeName(), 1, t.nElements(), t.sizeBytes()),
          (a, b) ->
              new Share(
                  a.type,
                  a.nTensors + b.nTensors,
                  plus(a.parameters, b.parameters),
                  plus(a.sizeBytes, b.sizeBytes)));
    }
    List<Share> sorted = new ArrayList<>(shares.values());
    sorted.sort(Comparator.comparingLong(Share::sizeBytes).reversed());
    return new WeightMix(parameters, size, sorted);
  }

  private static long plus(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  /// Mean bits of one element; 0 for no tensors.
  public double bitsPerWeight() {
    return parameters == 0 ? 0 : sizeBytes * 8.0 / parameters;
  }

  /// The quantisation's usual name: that of `general.file_type` (`llama.h` enum llama_ftype), else
  /// that of the type with most bytes; empty for no tensors.
  public String quantization(Gguf gguf) {
    OptionalLong fileType = gguf.integer("general.file_type");
    long n = fileType.orElse(-1) & ~GUESSED;
    if (fileType.isPresent() && n >= 0 && n < FILE_TYPES.size()) {
      return FILE_TYPES.get((int) n);
    }
    return types.isEmpty() ? "" : types.getFirst().type().toUpperCase(java.util.Locale.ROOT);
  }
}
