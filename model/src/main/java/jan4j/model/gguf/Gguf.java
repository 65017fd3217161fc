package jan4j.model.gguf;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.model.gguf.MetadataReader.SkippedArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The header of one GGUF file (format: ggml `docs/gguf.md`, versions 2 and 3, little-endian). Only
/// the header is read, forwards, by bounded reads, with every count checked before it is used:
/// whatever the file claims, reading takes less than 64 MiB of heap and ends after 256 MiB of
/// header. Long arrays (vocabularies) are passed over; [#tokenText(int)] reads again. Immutable,
/// thread-safe where its [ByteRanges] are.
///
/// A split model is read as a whole by [GgufModel].
public final class Gguf {
  private static final String TOKENS = "tokenizer.ggml.tokens";
  private static final int MAX_TOKEN_BYTES = 1 << 20;
  private static final String TEMPLATE = "tokenizer.chat_template";

  private final String source;
  private final @Nullable Path path;
  private final @Nullable ByteRanges ranges;
  private final Header header;
  private final Map<String, Object> values;

  private Gguf(ByteRanges ranges, @Nullable Path path) {
    this.source = ranges.name();
    this.path = path;
    this.ranges = path == null ? ranges : null;
    this.header = Header.read(new HeaderInput(ranges));
    this.values = header.values();
  }

  /// Reads the header of the file `path`.
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
    try (FileRanges file = new FileRanges(path)) {
      return new Gguf(file, path);
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.MODEL_FILE_INVALID,
          "cannot open the model file " + path + ": " + e + ". Check the file's permissions.",
          e);
    }
  }

  /// Reads a header by ranges, as of a file on the network, of which only the header is fetched.
  ///
  /// @param ranges kept, for [#tokenText(int)]
  /// @throws JanException [ErrorCode#MODEL_FILE_INVALID] as [#read(Path)] does
  public static Gguf read(ByteRanges ranges) {
    return new Gguf(ranges, null);
  }

  /// What was read: a path or an address.
  public String source() {
    return source;
  }

  /// The file that was read; empty where it was no file.
  public Optional<Path> path() {
    return Optional.ofNullable(path);
  }

  /// What is odd about the file though it can be read: unknown tensor types, gaps, bytes that are
  /// no UTF-8. At most some 20 sentences, with text from the file in them.
  public List<String> warnings() {
    return header.warnings();
  }

  /// The format's version, 2 or 3.
  public int version() {
    return header.version();
  }

  /// Size of the whole file.
  public long fileSizeBytes() {
    return header.sizeBytes();
  }

  /// File offset at which tensor data begins.
  public long dataStart() {
    return header.dataStart();
  }

  /// Bytes to which tensor data is aligned.
  public long alignment() {
    return header.alignment();
  }

  /// All metadata keys, in file order.
  public Set<String> keys() {
    return values.keySet();
  }

  /// The value under `key`: a Long, a BigInteger (above 2^63), a Double, a Boolean, a String, or an
  /// unmodifiable List of these and of Lists; empty where absent or passed over because it is long.
  public Optional<Object> value(String key) {
    Object value = values.get(key);
    return value instanceof SkippedArray || value instanceof MetadataReader.SkippedText
        ? Optional.empty()
        : Optional.ofNullable(value);
  }

  /// The text under `key`; empty where absent, no text, or over 2 MiB.
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
    return header.tensors();
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
    return string(TEMPLATE);
  }

  /// The Jinja source of a named chat template (`tool_use`, `rag`).
  public Optional<String> chatTemplate(String name) {
    return string(TEMPLATE + "." + name);
  }

  /// The names of the chat templates beside the default one, sorted.
  public List<String> chatTemplateNames() {
    Set<String> names = new TreeSet<>();
    for (String key : values.keySet()) {
      if (key.startsWith(TEMPLATE + ".") && string(key).isPresent()) {
        names.add(key.substring(TEMPLATE.length() + 1));
      }
    }
    return List.copyOf(names);
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
    if (path == null) {
      return Optional.of(token(java.util.Objects.requireNonNull(ranges), array, id));
    }
    try (FileRanges file = new FileRanges(path)) {
      return Optional.of(token(file, array, id));
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.MODEL_FILE_INVALID,
          "cannot read token " + id + " of " + path + ": " + e + ". Check that the file exists.",
          e);
    }
  }

  private static String token(ByteRanges ranges, SkippedArray array, int id) {
    HeaderInput in = new HeaderInput(ranges);
    in.position(array.marks()[id / SkippedArray.STRIDE]);
    for (int i = 0; i < id % SkippedArray.STRIDE; i++) {
      in.skip(in.count("a token's length"), "a token");
    }
    long n = in.count("the length of token " + id);
    if (n > MAX_TOKEN_BYTES) {
      throw in.invalid("token " + id + " is " + n + " bytes long", in.position());
    }
    return new String(in.bytes(n, "token " + id), StandardCharsets.UTF_8);
  }

  /// The parts of the file's name where it belongs to a split model.
  public Optional<SplitName> split() {
    Path name = path == null ? null : path.getFileName();
    return name == null ? Optional.empty() : SplitName.of(name.toString());
  }
}
