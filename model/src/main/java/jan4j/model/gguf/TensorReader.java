package jan4j.model.gguf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Reads a header's tensor section and checks that all data lies inside the file.
final class TensorReader {
  private static final int MAX_DIMENSIONS = 4;
  private static final long MAX_NAME_BYTES = 1_024;

  private record Raw(String name, List<Long> dimensions, int type, long offset, long at) {}

  private final ByteSource in;
  private final MetadataReader metadata;
  private final List<Raw> infos = new ArrayList<>();

  TensorReader(ByteSource in, MetadataReader metadata) {
    this.in = in;
    this.metadata = metadata;
  }

  void readInfos(long count, long alignment) {
    Set<String> names = new HashSet<>();
    for (long i = 0; i < count; i++) {
      Raw raw = info("tensor " + i + " of " + count);
      if (!names.add(raw.name)) {
        throw in.invalid("tensor \"" + raw.name + "\" occurs twice", raw.at);
      }
      if (raw.offset % alignment != 0) {
        throw in.invalid(
            "tensor \""
                + raw.name
                + "\" starts at offset "
                + raw.offset
                + ", no multiple of the alignment "
                + alignment,
            raw.at);
      }
      infos.add(raw);
    }
  }

  private Raw info(String what) {
    long at = in.position();
    String name = in.string("the name of " + what, MAX_NAME_BYTES);
    metadata.keep(2L * name.length() + 300, at);
    String named = "tensor \"" + MetadataReader.shorten(name) + "\"";
    int nDimensions = in.i32("the dimensions of " + named);
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
      dimensions.add(in.count("dimension " + d + " of " + named));
    }
    int type = in.i32("the type of " + named);
    long offset = in.count("the data offset of " + named);
    return new Raw(name, dimensions, type, offset, at);
  }

  /// The tensors in file order, with sizes. Unknown types reach up to the next tensor.
  List<TensorInfo> place(long dataStart) {
    List<Raw> byOffset = new ArrayList<>(infos);
    byOffset.sort(Comparator.comparingLong(Raw::offset));
    java.util.Map<String, Long> room = new java.util.HashMap<>();
    long room0 = Math.max(0, in.size() - dataStart);
    for (int i = 0; i < byOffset.size(); i++) {
      long end = i + 1 < byOffset.size() ? byOffset.get(i + 1).offset : room0;
      room.put(byOffset.get(i).name, Math.max(0, end - byOffset.get(i).offset));
    }
    List<TensorInfo> out = new ArrayList<>(infos.size());
    for (Raw raw : infos) {
      OptionalLong exact = exactSize(raw);
      long size = exact.orElse(room.getOrDefault(raw.name, 0L));
      if (raw.offset > room0 || size > room0 - raw.offset) {
        throw in.invalid(
            "the data of tensor \""
                + raw.name
                + "\" ("
                + size
                + " bytes at offset "
                + raw.offset
                + " of the data) reaches past the end of the file: the file is cut off",
            dataStart);
      }
      out.add(
          new TensorInfo(raw.name, raw.dimensions, raw.type, raw.offset, size, exact.isPresent()));
    }
    return List.copyOf(out);
  }

  private OptionalLong exactSize(Raw raw) {
    try {
      return TensorInfo.exactSize(raw.dimensions, raw.type);
    } catch (ArithmeticException e) {
      throw in.invalid(
          "tensor \"" + raw.name + "\" has the absurd dimensions " + raw.dimensions, raw.at);
    }
  }
}
