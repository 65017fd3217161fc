package jan4j.model.gguf;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/// A header as it was read (format: ggml `docs/gguf.md`, versions 2 and 3).
record Header(
    int version,
    long sizeBytes,
    long dataStart,
    long alignment,
    Map<String, Object> values,
    List<TensorInfo> tensors,
    List<String> warnings) {
  private static final int MAGIC = 0x46554747;
  private static final long DEFAULT_ALIGNMENT = 32;
  private static final long MAX_ALIGNMENT = 1 << 20;

  static Header read(HeaderInput in) {
    Foreign.check(in);
    if (in.i32("the magic number") != MAGIC) {
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
    Warnings warnings = new Warnings();
    MetadataReader metadata = new MetadataReader(in, warnings);
    Map<String, Object> values = metadata.read(nValues);
    long alignment = alignment(in, metadata, values);
    TensorReader tensorReader = new TensorReader(in, metadata, warnings);
    tensorReader.readInfos(nTensors, alignment);
    long dataStart = (in.position() + alignment - 1) / alignment * alignment;
    List<TensorInfo> tensors = tensorReader.place(dataStart, alignment);
    return new Header(
        version,
        in.size(),
        dataStart,
        alignment,
        Collections.unmodifiableMap(values),
        tensors,
        warnings.all());
  }

  private static int version(HeaderInput in) {
    int version = in.i32("the version");
    if (version == 2 || version == 3) {
      return version;
    }
    if ((version & 0xffff) == 0 && version != 0) {
      throw in.invalid("it is a big-endian GGUF file; only little-endian ones can be run", 4);
    }
    if (version == 1) {
      throw in.invalid(
          "it is a GGUF file of version 1, which llama.cpp gave up; convert the model anew", 4);
    }
    throw in.invalid(
        "it has GGUF version "
            + Integer.toUnsignedString(version)
            + "; versions 2 and 3 are known"
            + (version > 3 && version < 100 ? ", perhaps it needs a newer Jan4j" : ""),
        4);
  }

  private static long alignment(HeaderInput in, MetadataReader reader, Map<String, Object> values) {
    Object value = values.get("general.alignment");
    if (value == null) {
      return DEFAULT_ALIGNMENT;
    }
    if (reader.alignmentType() != MetadataReader.UINT32
        || !(value instanceof Long n)
        || Long.bitCount(n) != 1
        || n > MAX_ALIGNMENT) {
      throw in.invalid(
          "general.alignment is "
              + MetadataReader.shorten(value.toString())
              + "; it must be a u32 power of two up to "
              + MAX_ALIGNMENT,
          0);
    }
    return n;
  }
}
