package jan4j.model.gguf;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.model.gguf.MetadataReader.SkippedArray;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// The header of a GGUF model file (format: ggml `docs/gguf.md`, versions 2 and 3). Only the header
/// is read, forwards and with bounds on every count: hostile files cost little heap and time. Long
/// arrays (vocabularies) are passed over; [#tokenText(int)] opens the file again. Immutable,
/// thread-safe.
public final class Gguf {
  private static final int MAGIC = 0x46554747;
  private static final String TOKENS = "tokenizer.ggml.tokens";

  private final Path path;
  private final int version;
  private final long fileSizeBytes;
  private final long dataStart;
  private final long alignment;
  private final Map<String, Object> values;
  private final List<TensorInfo> tensors;

  private Gguf(Path path, int version, long size, long dataStart, long alignment, Header header) {
    this.path = path;
    this.version = version;
    this.fileSizeBytes = size;
    this.dataStart = dataStart;
    this.alignment = alignment;
    this.values = header.values;
    this.tensors = header.tensors;
  }

  private record Header(Map<String, Object> values, List<TensorInfo> tensors) {}

  /// Reads the header of `path`.
  ///
  /// @throws JanException [ErrorCode#MODEL_FILE_INVALID] that says what was found and where, if the
  ///   file is missing, empty, foreign, cut off or contradicts itself
  public static Gguf read(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new JanException(
          ErrorCode.MODEL_FILE_INVALID,
          "cannot read the model file "
              + path
              + ": "
              + (Files.exists(path) ? "it is no regular file" : "there is no such file")
              + ". Give the path of a .gguf file.");
    }
    try (FileChannel channel = FileChannel.open(path)) {
      return read(path, new ByteSource(path, channel));
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.MODEL_FILE_INVALID,
          "cannot open the model file " + path + ": " + e + ". Check the file's permissions.",
          e);
    }
  }

  private static Gguf read(Path path, ByteSource in) {
    Foreign.check(in);
    int magic = in.i32("the magic number");
    if (magic != MAGIC) {
      throw in.invalid("it does not begin with \"GGUF\"", 0);
    }
    int version = version(in);
    long nTensors = in.count("the number of tensors");
    long nValues = in.count("the number of metadata entries");
    if (nTensors > in.remaining() / 24 || nValues > in.remaining() / 13) {
      throw in.invalid(
          "it claims " + nTensors + " tensors and " + nValues + " metadata entries, more than fit",
          8);
    }
    MetadataReader metadata = new MetadataReader(in);
    Map<String, Object> values = metadata.read(nValues);
    long alignment = alignment(in, metadata, values);
    TensorReader tensorReader = new TensorReader(in, metadata);
    tensorReader.readInfos(nTensors, alignment);
    long dataStart = (in.position() + alignment - 1) / alignment * alignment;
    List<TensorInfo> tensors = tensorReader.place(dataStart);
    return new Gguf(path, version, in.size(), dataStart, alignment, new Header(values, tensors));
  }

  private static int version(ByteSource in) {
    int version = in.i32("the version");
    if (version == 2 || version == 3) {
      return version;
    }
    if ((version & 0xffff) == 0 && version != 0) {
      throw in.invalid("it is a big-endian GGUF file; only little-endian ones can be run", 4);
    }
    throw in.invalid(
        "it has GGUF version " + Integer.toUnsignedString(version) + "; versions 2 and 3 are known",
        4);
  }

  private static long alignment(ByteSource in, MetadataReader reader, Map<String, Object> values) {
    Object value = values.get("general.alignment");
    if (value == null) {
      return 32;
    }
    boolean u32 = reader.type("general.alignment") == MetadataReader.UINT32;
    if (!u32 || !(value instanceof Long n) || Long.bitCount(n) != 1) {
      throw in.invalid("general.alignment is " + value + "; it must be a u32 power of two", 0);
    }
    return n;
  }

  /// The file that was read.
  public Path path() {
    return path;
  }

  /// The format's version, 2 or 3.
  public int version() {
    return version;
  }

  /// Size of the whole file.
  public long fileSizeBytes() {
    return fileSizeBytes;
  }

  /// File offset at which tensor data begins.
  public long dataStart() {
    return dataStart;
  }

  /// Bytes to which tensor data is aligned.
  public long alignment() {
    return alignment;
  }

  /// All metadata keys, in file order.
  public Set<String> keys() {
    return java.util.Collections.unmodifiableSet(values.keySet());
  }

  /// The text under `key`; empty where absent or no text.
  public Optional<String> string(String key) {
    return values.get(key) instanceof String s ? Optional.of(s) : Optional.empty();
  }

  /// The number under `key`, whatever its integer width; empty where absent or no integer.
  public OptionalLong integer(String key) {
    return values.get(key) instanceof Long n ? OptionalLong.of(n) : OptionalLong.empty();
  }

  /// The number under `key`, integer or not; empty where absent or no number.
  public OptionalDouble decimal(String key) {
    return values.get(key) instanceof Number n
        ? OptionalDouble.of(n.doubleValue())
        : OptionalDouble.empty();
  }

  /// The truth value under `key`; empty where absent or no truth value.
  public Optional<Boolean> bool(String key) {
    return values.get(key) instanceof Boolean b ? Optional.of(b) : Optional.empty();
  }

  /// The list of texts under `key`; empty where absent, of another type, or longer than 1,024.
  public List<String> strings(String key) {
    return list(key, String.class);
  }

  /// The list of integers under `key` (a scalar counts as a list of one); empty where absent, of
  /// another type, or longer than 1,024.
  public List<Long> integers(String key) {
    return values.get(key) instanceof Long n ? List.of(n) : list(key, Long.class);
  }

  /// Number of elements of the array under `key`, however long; empty where it is no array.
  public OptionalLong arrayLength(String key) {
    Object value = values.get(key);
    if (value instanceof SkippedArray a) {
      return OptionalLong.of(a.count());
    }
    return value instanceof List<?> l ? OptionalLong.of(l.size()) : OptionalLong.empty();
  }

  private <T> List<T> list(String key, Class<T> type) {
    List<T> out = new ArrayList<>();
    if (values.get(key) instanceof List<?> list) {
      for (Object o : list) {
        if (!type.isInstance(o)) {
          return List.of();
        }
        out.add(type.cast(o));
      }
    }
    return out;
  }

  /// All tensors, in file order.
  public List<TensorInfo> tensors() {
    return tensors;
  }

  /// `general.architecture`, or the empty string.
  public String architecture() {
    return string("general.architecture").orElse("");
  }

  /// `general.name`, where the file has one.
  public Optional<String> name() {
    return string("general.name");
  }

  /// `general.type` (`model`, `adapter`, `mmproj` ...), where the file has one.
  public Optional<String> type() {
    return string("general.type");
  }

  /// The number under the architecture's own key, e.g. `block_count` for `llama.block_count`.
  public OptionalLong architectureInteger(String suffix) {
    return integer(architecture() + "." + suffix);
  }

  /// The context length that the model was trained for, in tokens.
  public OptionalLong contextLength() {
    return architectureInteger("context_length");
  }

  /// The Jinja source of the default chat template; empty for a base model.
  public Optional<String> chatTemplate() {
    return string("tokenizer.chat_template");
  }

  /// The Jinja source of a named chat template (`tool_use`, `rag`).
  public Optional<String> chatTemplate(String name) {
    return string("tokenizer.chat_template." + name);
  }

  /// The text of the begin-of-sequence token, or the empty string.
  public String bosToken() {
    return specialToken("bos");
  }

  /// The text of the end-of-sequence token, or the empty string.
  public String eosToken() {
    return specialToken("eos");
  }

  private String specialToken(String which) {
    OptionalLong id = integer("tokenizer.ggml." + which + "_token_id");
    if (id.isEmpty() || id.getAsLong() < 0 || id.getAsLong() > Integer.MAX_VALUE) {
      return "";
    }
    return tokenText((int) id.getAsLong()).orElse("");
  }

  /// Number of tokens in the vocabulary, where the file has one.
  public OptionalInt nTokens() {
    OptionalLong n = arrayLength(TOKENS);
    return n.isPresent() ? OptionalInt.of((int) n.getAsLong()) : OptionalInt.empty();
  }

  /// The vocabulary's text of a token, read from the file now; empty for an id that it lacks.
  ///
  /// @throws JanException [ErrorCode#MODEL_FILE_INVALID] where the file changed or is gone
  public Optional<String> tokenText(int id) {
    Object tokens = values.get(TOKENS);
    if (tokens instanceof List<?> list) {
      return id >= 0 && id < list.size() && list.get(id) instanceof String s
          ? Optional.of(s)
          : Optional.empty();
    }
    if (!(tokens instanceof SkippedArray array)
        || array.elementType() != MetadataReader.STRING
        || id < 0
        || id >= array.count()) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(path)) {
      ByteSource in = new ByteSource(path, channel);
      in.position(array.start());
      for (int i = 0; i < id; i++) {
        in.skip(in.count("a token's length"), "a token");
      }
      return Optional.of(in.string("token " + id, 1 << 20));
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.MODEL_FILE_INVALID,
          "cannot read token " + id + " of " + path + ": " + e + ". Check that the file exists.",
          e);
    }
  }

  /// The parts of the file's name where it belongs to a split model.
  public Optional<SplitName> split() {
    Path name = path.getFileName();
    return name == null ? Optional.empty() : SplitName.of(name.toString());
  }
}
