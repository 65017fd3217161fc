package jan4j.testkit;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/// Writes GGUF files (ggml `docs/gguf.md`), version 3 unless told otherwise: metadata first, then
/// tensors one after the other, so that a file of any size takes little memory. Collects values,
/// then [#write] may be called; not thread-safe. Every adding method returns the writer.
public final class GgufWriter {

  private record Entry(String key, GgufValue value) {}

  private record Tensor(String name, TensorType type, List<Long> shape, TensorData data) {
    long bytes() {
      return type.bytes(shape.stream().reduce(1L, (a, b) -> a * b));
    }
  }

  /// A tensor of which only the description is written.
  private record Description(String name, int type, long offset, List<Long> shape) {}

  private int version = 3;
  private int alignment = 32;
  private long trailingZeros;
  private final List<Description> descriptions = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private final List<Tensor> tensors = new ArrayList<>();

  /// Adds a metadata value of any type.
  public GgufWriter put(String key, GgufValue value) {
    entries.add(new Entry(key, value));
    return this;
  }

  /// Adds a text.
  public GgufWriter put(String key, String value) {
    return put(key, new GgufValue.Text(value));
  }

  /// Adds an unsigned 32-bit number, the type of most model parameters.
  public GgufWriter put(String key, int value) {
    return put(key, new GgufValue.Uint32(value));
  }

  /// Adds a 32-bit float.
  public GgufWriter put(String key, float value) {
    return put(key, new GgufValue.Float32(value));
  }

  /// Adds a boolean.
  public GgufWriter put(String key, boolean value) {
    return put(key, new GgufValue.Bool(value));
  }

  /// Adds an array, each element made by `wrap` (e.g. `GgufValue.Text::new`).
  public <T> GgufWriter put(String key, List<T> values, Function<T, GgufValue> wrap) {
    return put(key, new GgufValue.Array(values.stream().map(wrap).toList()));
  }

  /// Adds a tensor.
  ///
  /// @param shape elements per dimension, the contiguous one first (ggml's `ne`)
  public GgufWriter tensor(String name, TensorType type, TensorData data, long... shape) {
    tensors.add(new Tensor(name, type, LongStream.of(shape).boxed().toList(), data));
    return this;
  }

  /// Sets the format's version.
  public GgufWriter version(int number) {
    version = number;
    return this;
  }

  /// Sets what tensor data is aligned to, without a word in the metadata (`general.alignment` is a
  /// value like others).
  ///
  /// @param bytes a power of two
  public GgufWriter alignment(int bytes) {
    alignment = bytes;
    return this;
  }

  /// Adds a tensor's description with no data behind it, after all others: of any type's number, at
  /// any offset, of any shape.
  public GgufWriter describe(String name, int type, long offset, long... shape) {
    descriptions.add(new Description(name, type, offset, LongStream.of(shape).boxed().toList()));
    return this;
  }

  /// Adds bytes of zero after the last tensor's data.
  public GgufWriter zeros(long bytes) {
    trailingZeros = bytes;
    return this;
  }

  /// Writes the file, replacing one that is there.
  ///
  /// @return `file`
  public Path write(Path file) {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write(header());
      for (Tensor tensor : tensors) {
        TensorEncoder.encode(tensor.type(), tensor.data(), tensor.shape(), out);
        out.write(new byte[padding(tensor.bytes())]);
      }
      for (long left = trailingZeros; left > 0; left -= 1 << 16) {
        out.write(new byte[(int) Math.min(left, 1 << 16)]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + file, e);
    }
    return file;
  }

  /// Bytes of the header without the padding that follows it.
  int headerSize() {
    return unpaddedHeader().size();
  }

  private byte[] header() {
    ByteArrayOutputStream out = unpaddedHeader();
    out.writeBytes(new byte[padding(out.size())]);
    return out.toByteArray();
  }

  private ByteArrayOutputStream unpaddedHeader() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(int32(version));
    out.writeBytes(int64(tensors.size() + descriptions.size()));
    out.writeBytes(int64(entries.size()));
    for (Entry entry : entries) {
      out.writeBytes(text(entry.key()));
      out.writeBytes(int32(entry.value().type()));
      writeValue(entry.value(), out);
    }
    long offset = 0;
    for (Tensor tensor : tensors) {
      int type = tensor.type().ggmlType();
      describe(new Description(tensor.name(), type, offset, tensor.shape()), out);
      offset += tensor.bytes() + padding(tensor.bytes());
    }
    descriptions.forEach(d -> describe(d, out));
    return out;
  }

  private static void describe(Description tensor, ByteArrayOutputStream out) {
    out.writeBytes(text(tensor.name()));
    out.writeBytes(int32(tensor.shape().size()));
    for (long dimension : tensor.shape()) {
      out.writeBytes(int64(dimension));
    }
    out.writeBytes(int32(tensor.type()));
    out.writeBytes(int64(tensor.offset()));
  }

  private static void writeValue(GgufValue value, ByteArrayOutputStream out) {
    switch (value) {
      case GgufValue.Uint8 v -> out.write(v.value());
      case GgufValue.Int8 v -> out.write(v.value());
      case GgufValue.Bool v -> out.write(v.value() ? 1 : 0);
      case GgufValue.Uint16 v -> out.writeBytes(int16(v.value()));
      case GgufValue.Int16 v -> out.writeBytes(int16(v.value()));
      case GgufValue.Uint32 v -> out.writeBytes(int32(v.value()));
      case GgufValue.Int32 v -> out.writeBytes(int32(v.value()));
      case GgufValue.Float32 v -> out.writeBytes(int32(Float.floatToRawIntBits(v.value())));
      case GgufValue.Uint64 v -> out.writeBytes(int64(v.value()));
      case GgufValue.Int64 v -> out.writeBytes(int64(v.value()));
      case GgufValue.Float64 v -> out.writeBytes(int64(Double.doubleToRawLongBits(v.value())));
      case GgufValue.Text v -> out.writeBytes(text(v.value()));
      case GgufValue.RawText v -> {
        out.writeBytes(int64(v.bytes().size()));
        v.bytes().forEach(out::write);
      }
      case GgufValue.Raw v -> v.bytes().forEach(out::write);
      case GgufValue.Array v -> {
        out.writeBytes(int32(v.values().isEmpty() ? 0 : v.values().getFirst().type()));
        out.writeBytes(int64(v.values().size()));
        v.values().forEach(element -> writeValue(element, out));
      }
    }
  }

  private int padding(long size) {
    return (int) (-size & (alignment - 1));
  }

  private static byte[] text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return little(8 + utf8.length).putLong(utf8.length).put(utf8).array();
  }

  private static byte[] int16(int value) {
    return little(2).putShort((short) value).array();
  }

  private static byte[] int32(int value) {
    return little(4).putInt(value).array();
  }

  private static byte[] int64(long value) {
    return little(8).putLong(value).array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
