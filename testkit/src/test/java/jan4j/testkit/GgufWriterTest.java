package jan4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufWriterTest {
  @TempDir Path folder;

  @Test
  void aFileHasTheLayoutOfTheSpecification() throws IOException {
    Path file =
        new GgufWriter()
            .put("k", 7)
            .tensor("t", TensorType.F32, TensorData.constant(1), 2)
            .write(folder.resolve("a.gguf"));

    assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
        .isEqualTo(
            "47475546" // GGUF
                + "03000000" // version
                + "0100000000000000" // tensors
                + "0100000000000000" // metadata values
                + "0100000000000000" // length of the key
                + "6b" // k
                + "04000000" // uint32
                + "07000000"
                + "0100000000000000" // length of the name
                + "74" // t
                + "01000000" // dimensions
                + "0200000000000000"
                + "00000000" // F32
                + "0000000000000000" // offset
                + "00000000000000000000000000000000000000000000" // to a multiple of 32
                + "0000803f0000803f"
                + "000000000000000000000000000000000000000000000000");
  }

  @Test
  void everyTypeOfValueTakesItsOwnSize() {
    int empty = new GgufWriter().headerSize();
    List<GgufValue> values =
        List.of(
            new GgufValue.Uint8(255),
            new GgufValue.Int8(-1),
            new GgufValue.Uint16(1),
            new GgufValue.Int16(-1),
            new GgufValue.Uint32(1),
            new GgufValue.Int32(-1),
            new GgufValue.Float32(1),
            new GgufValue.Bool(true),
            new GgufValue.Text("\u00e9"),
            new GgufValue.Array(List.of(new GgufValue.Uint16(1), new GgufValue.Uint16(2))),
            new GgufValue.Uint64(1),
            new GgufValue.Int64(-1),
            new GgufValue.Float64(1));

    assertThat(values.stream().map(v -> new GgufWriter().put("k", v).headerSize() - empty - 13))
        .containsExactly(1, 1, 2, 2, 4, 4, 4, 1, 10, 16, 8, 8, 8);
    assertThat(values.stream().map(GgufValue::type))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  }

  @Test
  void quantisedNumbersComeBackWithinOneStep() throws IOException {
    float[] row = new float[32];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) Math.sin(i);
    }
    TensorData data =
        new TensorData.Rows((target, _) -> System.arraycopy(row, 0, target, 0, row.length));

    ByteBuffer q8 = encode(TensorType.Q8_0, data);
    float scale8 = Float.float16ToFloat(q8.getShort(0));
    ByteBuffer q4 = encode(TensorType.Q4_0, data);
    float scale4 = Float.float16ToFloat(q4.getShort(0));
    for (int i = 0; i < row.length; i++) {
      assertThat(q8.get(2 + i) * scale8).isBetween(row[i] - scale8, row[i] + scale8);
      int nibble = (q4.get(2 + i % 16) >> (i < 16 ? 0 : 4)) & 0xf;
      float step = Math.abs(scale4);
      assertThat((nibble - 8) * scale4).isBetween(row[i] - step, row[i] + step);
    }
  }

  @Test
  void randomBlocksHaveTheDeviationThatWasAskedFor() throws IOException {
    ByteBuffer blocks =
        encode(TensorType.Q8_0, new TensorData.RandomBlocks(0.5f, 1), List.of(32L, 1000L));
    double sum = 0;
    double squares = 0;
    for (int block = 0; block < 1000; block++) {
      float scale = Float.float16ToFloat(blocks.getShort(block * 34));
      for (int i = 0; i < 32; i++) {
        double value = scale * blocks.get(block * 34 + 2 + i);
        sum += value;
        squares += value * value;
      }
    }

    assertThat(sum / 32_000).isBetween(-0.02, 0.02);
    assertThat(Math.sqrt(squares / 32_000)).isBetween(0.48, 0.52);
  }

  @Test
  void aTensorThatFillsNoWholeBlocksIsRefused() {
    GgufWriter gguf = new GgufWriter();
    gguf.tensor("t", TensorType.Q4_0, TensorData.constant(1), 33);

    assertThatThrownBy(() -> gguf.write(folder.resolve("a.gguf")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("33");
  }

  private static ByteBuffer encode(TensorType type, TensorData data) throws IOException {
    return encode(type, data, List.of(32L));
  }

  private static ByteBuffer encode(TensorType type, TensorData data, List<Long> shape)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TensorEncoder.encode(type, data, shape, out);
    return ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
  }
}
