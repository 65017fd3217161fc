package jan4j.model.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.JanException;
import jan4j.testkit.GgufValue;
import jan4j.testkit.GgufWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Headers read by ranges, as from a network.
class ByteRangesTest {
  @TempDir private Path folder;

  /// Counts requests; answers at most `most` bytes to each.
  private static final class Counted implements ByteRanges {
    private final byte[] bytes;
    private final int most;
    private final List<Integer> asked = new ArrayList<>();
    private long end;

    Counted(byte[] bytes, int most) {
      this.bytes = bytes;
      this.most = most;
      this.end = bytes.length;
    }

    @Override
    public String name() {
      return "https://example.test/model.gguf";
    }

    @Override
    public long sizeBytes() {
      return bytes.length;
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
      asked.add(into.remaining());
      if (position >= end) {
        return most == 0 ? 0 : -1;
      }
      int n = (int) Math.min(Math.min(most, into.remaining()), end - position);
      into.put(bytes, (int) position, n);
      return n;
    }
  }

  private byte[] vocabulary(int n) throws IOException {
    List<Integer> ids = IntStream.range(0, n).boxed().toList();
    return Files.readAllBytes(
        new GgufWriter()
            .put("tokenizer.ggml.tokens", ids, i -> new GgufValue.Text("token" + i))
            .put("general.name", "far away")
            .zeros(1 << 20)
            .write(folder.resolve("vocabulary.gguf")));
  }

  @Test
  void readsGrowAndEndWithTheHeader() throws IOException {
    Counted ranges = new Counted(vocabulary(100_000), Integer.MAX_VALUE);
    Gguf gguf = Gguf.read(ranges);
    assertThat(gguf.name()).contains("far away");
    assertThat(gguf.path()).isEmpty();
    assertThat(gguf.source()).isEqualTo("https://example.test/model.gguf");
    assertThat(ranges.asked).startsWith(64 << 10, 128 << 10, 256 << 10).hasSizeLessThan(8);
  }

  @Test
  void shortAnswersAreJoined() throws IOException {
    Gguf gguf = Gguf.read(new Counted(vocabulary(3_000), 7));
    assertThat(gguf.nTokens()).hasValue(3_000);
    assertThat(gguf.tokenText(2_999)).contains("token2999");
    assertThat(gguf.tokenText(1_024)).contains("token1024");
    assertThat(gguf.tokenText(0)).contains("token0");
  }

  @Test
  void aSourceThatEndsEarlyIsNamed() throws IOException {
    for (int most : new int[] {0, 100}) {
      Counted ranges = new Counted(vocabulary(2_000), most);
      ranges.end = most == 0 ? 0 : 5_000;
      assertThatThrownBy(() -> Gguf.read(ranges))
          .isInstanceOf(JanException.class)
          .hasMessageContaining("became shorter")
          .hasMessageContaining("example.test");
    }
  }

  @Test
  void aSourceThatFailsIsNamed() {
    ByteRanges broken =
        new ByteRanges() {
          @Override
          public String name() {
            return "https://example.test/broken";
          }

          @Override
          public long sizeBytes() {
            return 1_000;
          }

          @Override
          public int read(long position, ByteBuffer into) throws IOException {
            throw new IOException("connection reset");
          }
        };
    assertThatThrownBy(() -> Gguf.read(broken))
        .isInstanceOf(JanException.class)
        .hasMessageContaining("connection reset")
        .hasMessageContaining("example.test/broken");
  }

  @Test
  void aFileThatIsCutWhileItIsKnownIsAnErrorNotACrash() throws IOException {
    Path file = Files.write(folder.resolve("cut.gguf"), vocabulary(5_000));
    Gguf gguf = Gguf.read(file);
    Files.write(file, new byte[40]);
    assertThatThrownBy(() -> gguf.tokenText(4_000)).isInstanceOf(JanException.class);
    Files.delete(file);
    assertThatThrownBy(() -> gguf.tokenText(4_000))
        .isInstanceOf(JanException.class)
        .hasMessageContaining("cannot read token 4000");
  }
}
