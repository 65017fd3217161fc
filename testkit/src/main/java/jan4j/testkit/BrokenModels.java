package jan4j.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// Files that are no usable model, each in a way that users meet or that an attacker would try.
/// llama.cpp refuses all of them; none may crash a reader or make it reserve memory by a number
/// that the file merely claims.
public enum BrokenModels {
  /// No bytes at all: a download that never began.
  EMPTY,
  /// Half of a good file: a download that broke off within the weights.
  TRUNCATED,
  /// A good file without its last byte.
  LAST_BYTE_MISSING,
  /// The file ends within the metadata.
  HEADER_CUT,
  /// The file ends within the four bytes `GGUF`.
  MAGIC_CUT,
  /// A PNG image under a model's name.
  IMAGE,
  /// An ELF program under a model's name.
  PROGRAM,
  /// The page that a web server sent in place of the model.
  WEB_PAGE,
  /// A format version that does not exist.
  UNKNOWN_VERSION,
  /// A tensor whose data would lie beyond the end of the file.
  TENSOR_BEYOND_END,
  /// A header that claims 2^60 tensors.
  HUGE_TENSOR_COUNT,
  /// A header that claims 2^40 metadata values.
  HUGE_METADATA_COUNT,
  /// A key that claims a length of 2^62 bytes.
  HUGE_STRING,
  /// A tensor that the architecture needs is absent.
  TENSOR_MISSING,
  /// An architecture that no engine knows.
  UNKNOWN_ARCHITECTURE;

  private static final int COUNT_OFFSET = 8;
  private static final int METADATA_COUNT_OFFSET = 16;
  private static final int FIRST_KEY_OFFSET = 24;

  /// The name of the file that [#write] makes.
  public String fileName() {
    return "broken-" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".gguf";
  }

  /// Writes the file into a folder, which is made where it is absent.
  public Path write(Path folder) {
    try {
      Files.createDirectories(folder);
      return Files.write(folder.resolve(fileName()), bytes(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + this + " into " + folder, e);
    }
  }

  private byte[] bytes(Path folder) throws IOException {
    byte[] good = goodFile(folder);
    return switch (this) {
      case EMPTY -> new byte[0];
      case TRUNCATED -> Arrays.copyOf(good, good.length / 2);
      case LAST_BYTE_MISSING -> Arrays.copyOf(good, good.length - 1);
      case HEADER_CUT -> Arrays.copyOf(good, 300);
      case MAGIC_CUT -> Arrays.copyOf(good, 3);
      case IMAGE -> foreign(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
      case PROGRAM -> foreign(0x7f, 'E', 'L', 'F', 2, 1, 1, 0);
      case WEB_PAGE ->
          "<!DOCTYPE html>\n<html><body>Please log in</body></html>\n"
              .getBytes(StandardCharsets.UTF_8);
      case UNKNOWN_VERSION -> patched(good, 4, 99, Integer.BYTES);
      case HUGE_TENSOR_COUNT -> patched(good, COUNT_OFFSET, 1L << 60, Long.BYTES);
      case HUGE_METADATA_COUNT -> patched(good, METADATA_COUNT_OFFSET, 1L << 40, Long.BYTES);
      case HUGE_STRING -> patched(good, FIRST_KEY_OFFSET, 1L << 62, Long.BYTES);
      case TENSOR_BEYOND_END -> patched(good, lastTensorOffset(), 1L << 40, Long.BYTES);
      case TENSOR_MISSING -> read(withoutLayers("llama"), folder);
      case UNKNOWN_ARCHITECTURE -> read(withoutLayers("unheard-of"), folder);
    };
  }

  private static byte[] goodFile(Path folder) throws IOException {
    return read(TinyModels.gguf(TinyModels.Kind.BASE), folder);
  }

  private static byte[] read(GgufWriter gguf, Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "good", ".gguf");
    try {
      return Files.readAllBytes(gguf.write(file));
    } finally {
      Files.delete(file);
    }
  }

  private static GgufWriter withoutLayers(String architecture) {
    GgufWriter gguf =
        new GgufWriter()
            .put("general.architecture", architecture)
            .put(architecture + ".context_length", 128)
            .put(architecture + ".embedding_length", 32)
            .put(architecture + ".block_count", 1)
            .put(architecture + ".feed_forward_length", 32)
            .put(architecture + ".attention.head_count", 1)
            .put(architecture + ".attention.layer_norm_rms_epsilon", 1e-5f);
    TinyVocabulary.describe(gguf, TinyVocabulary.EOS);
    return gguf.tensor(
        "token_embd.weight", TensorType.F32, TensorData.normal(1, 1), 32, TinyVocabulary.size());
  }

  /// Where the last tensor's offset stands: the last eight bytes of the header before its padding.
  private static int lastTensorOffset() {
    return TinyModels.gguf(TinyModels.Kind.BASE).headerSize() - Long.BYTES;
  }

  private static byte[] foreign(int... magic) {
    byte[] bytes = new byte[4096];
    for (int i = 0; i < magic.length; i++) {
      bytes[i] = (byte) magic[i];
    }
    return bytes;
  }

  private static byte[] patched(byte[] good, int at, long value, int size) {
    byte[] bytes = good.clone();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (size == Integer.BYTES) {
      buffer.putInt(at, (int) value);
    } else {
      buffer.putLong(at, value);
    }
    return bytes;
  }
}
