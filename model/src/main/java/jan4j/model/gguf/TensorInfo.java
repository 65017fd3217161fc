package jan4j.model.gguf;

import java.util.List;
import java.util.OptionalLong;

/// One tensor as a GGUF header describes it.
///
/// @param dimensions number of elements per dimension, the contiguous one first (`ne0`); empty for
///   a single number
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
    return nElements(dimensions);
  }

  /// The type's name as ggml spells it (`q4_K`), or `type NUMBER` for an unknown one.
  public String typeName() {
    return typeName(type);
  }

  static String typeName(int type) {
    GgmlType known = GgmlType.of(type);
    return known == null ? "type " + Integer.toUnsignedString(type) : known.label();
  }

  private static long nElements(List<Long> dimensions) {
    long n = 1;
    for (long d : dimensions) {
      n = Math.multiplyExact(n, d);
    }
    return n;
  }

  /// Exact bytes of `dimensions` elements of `type`; empty for an unknown type or a first dimension
  /// that is no multiple of the type's block.
  ///
  /// @throws ArithmeticException where the elements or the size do not fit in 63 bits
  static OptionalLong exactSize(List<Long> dimensions, int type) {
    GgmlType known = GgmlType.of(type);
    long n = nElements(dimensions);
    long row = dimensions.isEmpty() ? 1 : dimensions.getFirst();
    if (known == null || row % known.block() != 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.multiplyExact(n / known.block(), (long) known.bytes()));
  }
}
