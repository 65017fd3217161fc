package jan4j.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;

/// Turns [TensorData] into a tensor's bytes. Quantisation is that of ggml-quants.c
/// (`quantize_row_q4_0_ref`, `quantize_row_q8_0_ref`).
final class TensorEncoder {
  private static final int BLOCK = 32;
  private static final int CHUNK_BLOCKS = 4096;

  private TensorEncoder() {}

  static void encode(TensorType type, TensorData data, List<Long> shape, OutputStream out)
      throws IOException {
    long elements = shape.stream().reduce(1L, (a, b) -> a * b);
    switch (data) {
      case TensorData.Rows rows -> writeRows(type, rows.source(), shape.getFirst(), elements, out);
      case TensorData.RandomBlocks blocks -> writeBlocks(type, blocks, elements, out);
    }
  }

  private static void writeRows(
      TensorType type, TensorData.RowSource source, long width, long elements, OutputStream out)
      throws IOException {
    float[] row = new float[Math.toIntExact(width)];
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(type.bytes(width))).order(ByteOrder.LITTLE_ENDIAN);
    for (long index = 0; index < elements / width; index++) {
      source.fill(row, index);
      bytes.clear();
      switch (type) {
        case F32 -> putF32(row, bytes);
        case F16 -> putF16(row, bytes);
        case Q4_0 -> putQ4(row, bytes);
        case Q8_0 -> putQ8(row, bytes);
      }
      out.write(bytes.array());
    }
  }

  private static void putF32(float[] row, ByteBuffer bytes) {
    for (float value : row) {
      bytes.putFloat(value);
    }
  }

  private static void putF16(float[] row, ByteBuffer bytes) {
    for (float value : row) {
      bytes.putShort(Float.floatToFloat16(value));
    }
  }

  private static void putQ8(float[] row, ByteBuffer bytes) {
    for (int start = 0; start < row.length; start += BLOCK) {
      float scale = Math.abs(largest(row, start)) / 127;
      float inverse = scale == 0 ? 0 : 1 / scale;
      bytes.putShort(Float.floatToFloat16(scale));
      for (int i = 0; i < BLOCK; i++) {
        bytes.put((byte) Math.round(row[start + i] * inverse));
      }
    }
  }

  private static void putQ4(float[] row, ByteBuffer bytes) {
    for (int start = 0; start < row.length; start += BLOCK) {
      float scale = largest(row, start) / -8;
      float inverse = scale == 0 ? 0 : 1 / scale;
      bytes.putShort(Float.floatToFloat16(scale));
      for (int i = 0; i < BLOCK / 2; i++) {
        int low = Math.min(15, (int) (row[start + i] * inverse + 8.5f));
        int high = Math.min(15, (int) (row[start + i + BLOCK / 2] * inverse + 8.5f));
        bytes.put((byte) (low | (high << 4)));
      }
    }
  }

  /// The element of largest magnitude, with its sign.
  private static float largest(float[] row, int start) {
    float best = 0;
    for (int i = start; i < start + BLOCK; i++) {
      if (Math.abs(row[i]) > Math.abs(best)) {
        best = row[i];
      }
    }
    return best;
  }

  private static void writeBlocks(
      TensorType type, TensorData.RandomBlocks blocks, long elements, OutputStream out)
      throws IOException {
    // Standard deviation of one uniformly random element before scaling.
    float unit =
        switch (type) {
          case Q4_0 -> 4.64f;
          case Q8_0 -> 73.9f;
          case F32, F16 -> throw new IllegalArgumentException(type + " has no blocks");
        };
    int scale = Float.floatToFloat16(blocks.deviation() / unit);
    SplittableRandom random = new SplittableRandom(blocks.seed());
    byte[] buffer = new byte[type.blockBytes() * CHUNK_BLOCKS];
    long left = type.bytes(elements) / type.blockBytes();
    while (left > 0) {
      int count = (int) Math.min(CHUNK_BLOCKS, left);
      random.nextBytes(buffer);
      for (int i = 0; i < count; i++) {
        int at = i * type.blockBytes();
        buffer[at] = (byte) scale;
        // A random sign for each block makes up for the uneven range -8..7.
        buffer[at + 1] = (byte) ((scale >> 8) | (buffer[at + 1] & 0x80));
      }
      out.write(buffer, 0, count * type.blockBytes());
      left -= count;
    }
  }
}
