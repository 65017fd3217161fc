package jan4j.model.gguf;

import jan4j.core.JanException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Reads a header's tensor section and checks that all data lies inside the file, tensor beside
/// tensor. Stricter than llama.cpp where its own check overflows.
final class TensorReader {
  private static final int MAX_DIMENSIONS = 4;
  private static final long MAX_NAME_BYTES = 1_024;

  /// ggml's GGML_MAX_NAME with its closing NUL.
  private static final int LLAMA_NAME_BYTES = 63;

  private record Raw(String name, List<Long> dimensions, int type, long offset, long at) {}

  private final HeaderInput in;
  private final MetadataReader metadata;
  private final Warnings warnings;
  private final List<Raw> infos = new ArrayList<>();

  TensorReader(HeaderInput in, MetadataReader metadata, Warnings warnings) {
    this.in = in;
    this.metadata = metadata;
    this.warnings = warnings;
  }

  void readInfos(long count, long alignment) {
    Set<String> names = new HashSet<>();
    for (long i = 0; i < count; i++) {
      Raw raw = info("the name of tensor " + i);
      if (!names.add(raw.name)) {
        throw in.invalid(named(raw) + " occurs twice", raw.at);
      }
      if (raw.offset % alignment != 0) {
        throw in.invalid(
            named(raw)
                + " starts at offset "
                + raw.offset
                + ", no multiple of the alignment "
                + alignment,
            raw.at);
      }
      infos.add(raw);
    }
  }

  private static String named(Raw raw) {
    return "tensor \"" + MetadataReader.shorten(raw.name) + "\"";
  }

  private Raw info(String what) {
    long at = in.position();
    String name = in.name(what, MAX_NAME_BYTES);
    metadata.keep(2L * name.length() + 400, at);
    String named = "tensor \"" + MetadataReader.shorten(name) + "\"";
    if (in.position() - at - 8 > LLAMA_NAME_BYTES) {
      warnings.add(named + " has a name of over 63 bytes, which llama.cpp refuses");
    }
    int nDimensions = in.i32(named);
    if (nDimensions < 0 || nDimensions > MAX_DIMENSIONS) {
      throw in.invalid(
          named
              + " has "
              + Integer.toUnsignedString(nDimensions)
              + " dimensions, at most "
              + MAX_DIMENSIONS
              + " are possible",
          at);
    }
    List<Long> dimensions = new ArrayList<>(nDimensions);
    for (int d = 0; d < nDimensions; d++) {
      dimensions.add(dimension("dimension " + d + " of " + named));
    }
    int type = in.i32(named);
    long offset = in.count(named);
    return new Raw(name, List.copyOf(dimensions), type, offset, at);
  }

  private long dimension(String what) {
    long at = in.position();
    long n = in.count(what);
    if (n == 0) {
      throw in.invalid(what + " is 0: a tensor without elements", at);
    }
    return n;
  }

  /// The tensors in file order, with sizes. Unknown types reach up to the next tensor.
  List<TensorInfo> place(long dataStart, long alignment) {
    long room = Math.max(0, in.size() - dataStart);
    Integer[] order = new Integer[infos.size()];
    TensorInfo[] placed = new TensorInfo[infos.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    java.util.Arrays.sort(order, Comparator.comparingLong(i -> infos.get(i).offset));
    for (int i = 0; i < order.length; i++) {
      boolean last = i + 1 == order.length;
      long end = last ? room : infos.get(order[i + 1]).offset;
      placed[order[i]] = placed(infos.get(order[i]), end, last, room, dataStart);
    }
    warnOfGaps(placed, alignment);
    return List.of(placed);
  }

  private TensorInfo placed(Raw raw, long end, boolean last, long room, long dataStart) {
    OptionalLong exact = exactSize(raw);
    long size = exact.orElse(Math.max(0, Math.min(end, room) - raw.offset));
    if (raw.offset > room || size > room - raw.offset) {
      throw in.invalid(
          "the data of "
              + named(raw)
              + " ("
              + size
              + " bytes at offset "
              + raw.offset
              + " of the data) reaches past the end of the file: the file is cut off",
          dataStart);
    }
    if (size == 0 || (!last && size > end - raw.offset)) {
      throw in.invalid(
          "the data of " + named(raw) + " overlaps that of the next tensor, at offset " + end,
          raw.at);
    }
    if (exact.isEmpty()) {
      warnings.add(
          named(raw)
              + " has the "
              + (GgmlType.isRemoved(raw.type) ? "removed" : "unknown")
              + " tensor type "
              + Integer.toUnsignedString(raw.type)
              + "; its size is that of the room it has");
    }
    return new TensorInfo(raw.name, raw.dimensions, raw.type, raw.offset, size, exact.isPresent());
  }

  /// llama.cpp wants tensors in file order, each at the first aligned offset after the other.
  private void warnOfGaps(TensorInfo[] tensors, long alignment) {
    long expected = 0;
    for (TensorInfo tensor : tensors) {
      if (tensor.offset() != expected) {
        warnings.add(
            "tensor \""
                + MetadataReader.shorten(tensor.name())
                + "\" lies at offset "
                + tensor.offset()
                + " of the data, where llama.cpp wants it at "
                + expected
                + " and refuses the file");
        return;
      }
      expected = tensor.offset() + (tensor.sizeBytes() + alignment - 1) / alignment * alignment;
    }
  }

  private OptionalLong exactSize(Raw raw) {
    try {
      OptionalLong size = TensorInfo.exactSize(raw.dimensions, raw.type);
      if (size.isEmpty() && GgmlType.of(raw.type) != null) {
        throw misfit(raw);
      }
      return size;
    } catch (ArithmeticException e) {
      throw in.invalid(named(raw) + " has the absurd dimensions " + raw.dimensions, raw.at);
    }
  }

  private JanException misfit(Raw raw) {
    return in.invalid(
        named(raw)
            + " has rows of "
            + (raw.dimensions.isEmpty() ? 1 : raw.dimensions.getFirst())
            + " elements, which do not fill the blocks of its type "
            + TensorInfo.typeName(raw.type),
        raw.at);
  }
}
