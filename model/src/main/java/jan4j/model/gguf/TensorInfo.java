package jan4j.model.gguf;

import java.util.List;
import java.util.OptionalLong;

/// One tensor as a GGUF header describes it.
///
/// @param dimensions number of elements per dimension, the contiguous one first (`ne0`)
/// @param type the raw `ggml_type`; unknown numbers are allowed
/// @param offset bytes from the start of the data section ([Gguf#dataStart()])
/// @param sizeBytes exact for known types; else the room up to the next tensor or the end of the
///   file
/// @param sizeExact whether `sizeBytes` was computed from the type
public record TensorInfo(
    String name, List<Long> dimensions, int type, long offset, long sizeBytes, boolean sizeExact) {
  public TensorInfo {
    dimensions = List.copyOf(dimensions);
  }

  /// Number of elements.
  public long nElements() {
    long n = 1;
    for (long d : dimensions) {
      n = Math.multiplyExact(n, d);
    }
    return n;
  }

  /// The type's name as ggml spells it (`q4_K`), or `type NUMBER` for an unknown one.
  public String typeName() {
    GgmlType known = GgmlType.of(type);
    return known == null ? "type " + type : known.label();
  }

  /// Exact bytes of `dimensions` elements of `type`; empty for an unknown type or a first dimension
  /// that is no multiple of the type's block.
  ///
  /// @throws ArithmeticException where the size does not fit in 64 bits
  static OptionalLong exactSize(List<Long> dimensions, int type) {
    GgmlType known = GgmlType.of(type);
    long n = 1;
    for (long d : dimensions) {
      n = Math.multiplyExact(n, d);
    }
    if (known == null || dimensions.isEmpty() || dimensions.getFirst() % known.block() != 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.multiplyExact(n / known.block(), (long) known.bytes()));
  }
}
