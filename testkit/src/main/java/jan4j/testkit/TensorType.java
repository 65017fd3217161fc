package jan4j.testkit;

/// Element types that [GgufWriter] can write; numbers and block layouts are those of ggml.h.
public enum TensorType {
  F32(0, 1, 4),
  F16(1, 1, 2),
  Q4_0(2, 32, 18),
  Q8_0(8, 32, 34);

  private final int ggmlType;
  private final int blockElements;
  private final int blockBytes;

  TensorType(int ggmlType, int blockElements, int blockBytes) {
    this.ggmlType = ggmlType;
    this.blockElements = blockElements;
    this.blockBytes = blockBytes;
  }

  int ggmlType() {
    return ggmlType;
  }

  int blockBytes() {
    return blockBytes;
  }

  /// Bytes of that many elements, which must fill whole blocks.
  long bytes(long elements) {
    if (elements % blockElements != 0) {
      throw new IllegalArgumentException(
          elements + " elements do not fill blocks of " + blockElements + " of " + this);
    }
    return elements / blockElements * blockBytes;
  }
}
