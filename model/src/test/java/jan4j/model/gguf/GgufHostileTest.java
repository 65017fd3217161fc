package jan4j.model.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.testkit.GgufValue;
import jan4j.testkit.GgufWriter;
import jan4j.testkit.TensorData;
import jan4j.testkit.TensorType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Files that lie: each is refused by name, and costs little before it is.
class GgufHostileTest {
  private static final long MAX_ALLOCATED = 64L << 20;
  private static final long MANY = Long.MAX_VALUE;

  @TempDir private Path folder;

  static Stream<Arguments> lies() {
    return Map.<String, GgufWriter>ofEntries(
            Map.entry("reaches past the end", tensor(0, 0, 4096, 4096).zeros(64)),
            Map.entry("at offset 9223372036854775776", tensor(0, MANY - 31, 1)),
            Map.entry("no multiple of the alignment", tensor(0, 33, 1).zeros(256)),
            Map.entry("absurd dimensions [9223372036854775807, 2]", tensor(24, 0, MANY, 2)),
            Map.entry(
                "absurd dimensions [4294967296, 4294967296]", tensor(0, 0, 1L << 32, 1L << 32)),
            Map.entry("absurd dimensions [4611686018427387903]", tensor(0, 0, MANY / 2)),
            Map.entry("absurd dimensions [9223372036854775807, 3]", tensor(777, 0, MANY, 3)),
            Map.entry("without elements", tensor(0, 0, 4, 0).zeros(64)),
            Map.entry("dimension 0 of tensor \"t\": 18446744073709551615", tensor(0, 0, -1)),
            Map.entry("5 dimensions", tensor(0, 0, 1, 1, 1, 1, 1).zeros(64)),
            Map.entry("do not fill the blocks of its type q4_0", tensor(2, 0, 33).zeros(64)),
            Map.entry("rows of 1 elements", tensor(2, 0).zeros(64)),
            Map.entry("overlaps", tensor(0, 0, 16).describe("u", 0, 32, 16).zeros(256)),
            Map.entry(
                "tensor \"t\" occurs twice", tensor(0, 0, 8).describe("t", 0, 32, 8).zeros(64)),
            Map.entry("metadata \"k\" occurs twice", new GgufWriter().put("k", 1).put("k", "x")),
            Map.entry("is empty", new GgufWriter().put("", 1)),
            Map.entry("is no UTF-8 text", new GgufWriter().put("k\0", 1)),
            Map.entry("unknown type 13", raw(13, 1)),
            Map.entry("unknown type 4294967295", raw(-1)),
            Map.entry(
                "elements of the unknown type 77", raw(9, 77, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
            Map.entry("truth value of 2", raw(7, 2)),
            Map.entry("a u32 power of two", new GgufWriter().put("general.alignment", 0)),
            Map.entry("general.alignment is 48", new GgufWriter().put("general.alignment", 48)),
            Map.entry(
                "general.alignment is 2147483648",
                new GgufWriter().put("general.alignment", 1 << 31)),
            Map.entry(
                "general.alignment is 32",
                new GgufWriter().put("general.alignment", new GgufValue.Uint64(32))),
            Map.entry("nests arrays too deeply", new GgufWriter().put("k", nested(6))),
            Map.entry("version 1, which", new GgufWriter().version(1)),
            Map.entry("version 0", new GgufWriter().version(0)),
            Map.entry("newer Jan4j", new GgufWriter().version(4)),
            Map.entry("big-endian", new GgufWriter().version(Integer.reverseBytes(3))))
        .entrySet()
        .stream()
        .map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  private static GgufWriter tensor(int type, long offset, long... shape) {
    return new GgufWriter().describe("t", type, offset, shape);
  }

  private static GgufWriter raw(int type, Integer... bytes) {
    return new GgufWriter()
        .put("k", new GgufValue.Raw(type, Stream.of(bytes).map(Integer::byteValue).toList()))
        .zeros(32);
  }

  private static GgufValue nested(int depth) {
    GgufValue value = new GgufValue.Array(List.of(new GgufValue.Uint8(1)));
    for (int i = 1; i < depth; i++) {
      value = new GgufValue.Array(List.of(value));
    }
    return value;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void aFileThatLiesIsRefusedByName(String reason, GgufWriter gguf) {
    JanException e = failure(gguf.write(folder.resolve("lie.gguf")));
    assertThat(e).isNotNull();
    assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FILE_INVALID);
    assertThat(e).hasMessageContaining(reason).hasMessageContaining("lie.gguf");
  }

  @Test
  void claimedCountsReserveNothing() throws IOException {
    for (long count : new long[] {1L << 20, 1L << 31, 1L << 40, 1L << 62, -1}) {
      for (int type = 0; type <= 12; type++) {
        Path file = arrayClaim(type, count);
        long before = allocated();
        assertThat(failure(file)).isNotNull();
        assertThat(allocated() - before).as("type %d, count %d", type, count).isLessThan(1 << 20);
      }
    }
  }

  @Test
  void aGreatSparseFileCostsLittle() throws IOException {
    Path file = arrayClaim(MetadataReader.STRING, 1L << 33);
    try (var channel = Files.newByteChannel(file, java.nio.file.StandardOpenOption.WRITE)) {
      channel.position(1L << 37).write(ByteBuffer.wrap(new byte[] {1}));
    } catch (IOException e) {
      org.junit.jupiter.api.Assumptions.abort("no sparse files here: " + e);
    }
    long before = allocated();
    assertThat(failure(file)).hasMessageContaining("number of strings");
    assertThat(allocated() - before).isLessThan(MAX_ALLOCATED);
  }

  @Test
  void manySmallValuesStayWithinTheBound() {
    GgufWriter gguf = new GgufWriter();
    IntStream.range(0, 120_000).forEach(i -> gguf.put("k" + i, i));
    assertBounded(gguf, "more than 16 MiB of names and values");
  }

  @Test
  void manyTensorsStayWithinTheBound() {
    GgufWriter gguf = new GgufWriter();
    IntStream.range(0, 45_000).forEach(i -> gguf.describe("t" + i, 0, 32L * i, 8));
    assertBounded(gguf, "more than 16 MiB of names and values");
  }

  @Test
  void longTextsStayWithinTheBound() {
    GgufWriter gguf = new GgufWriter();
    IntStream.range(0, 12).forEach(i -> gguf.put("k" + i, "\u6f22".repeat(600_000)));
    assertBounded(gguf, "more than 16 MiB of names and values");
  }

  @Test
  void arraysOfEmptyTextsStayWithinTheBound() {
    GgufWriter gguf = new GgufWriter();
    List<GgufValue> empty = Collections.nCopies(1_000, new GgufValue.Text(""));
    IntStream.range(0, 300).forEach(i -> gguf.put("k" + i, new GgufValue.Array(empty)));
    assertBounded(gguf, "more than 16 MiB of names and values");
  }

  private void assertBounded(GgufWriter gguf, String reason) {
    Path file = gguf.write(folder.resolve("many.gguf"));
    long before = allocated();
    assertThat(failure(file)).hasMessageContaining(reason);
    assertThat(allocated() - before).isLessThan(MAX_ALLOCATED);
  }

  @Test
  void everyPrefixOfAFileIsRefusedOrRead() throws IOException {
    byte[] good =
        Files.readAllBytes(
            new GgufWriter()
                .put("general.architecture", "llama")
                .put("k", new GgufValue.Array(List.of(new GgufValue.Text("a"))))
                .tensor("t", TensorType.F32, TensorData.constant(1), 8)
                .write(folder.resolve("good.gguf")));
    for (int n = 0; n < good.length; n++) {
      byte[] part = java.util.Arrays.copyOf(good, n);
      JanException e =
          catchThrowableOfType(
              JanException.class, () -> Gguf.read(ByteRanges.of("part.gguf", part)));
      assertThat(e).as("%d bytes", n).isNotNull();
    }
    assertThat(Gguf.read(ByteRanges.of("good.gguf", good)).tensors()).hasSize(1);
  }

  private Path arrayClaim(int type, long count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0x46554747).putInt(3).putLong(0).putLong(1);
    bytes.putLong(1).put((byte) 'k').putInt(9).putInt(type).putLong(count);
    return Files.write(folder.resolve("claim.gguf"), bytes.array());
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static JanException failure(Path file) {
    return catchThrowableOfType(JanException.class, () -> Gguf.read(file));
  }
}
