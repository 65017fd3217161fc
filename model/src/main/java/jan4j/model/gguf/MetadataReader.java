package jan4j.model.gguf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a header's key-value section (`docs/gguf.md`). Values become Long, Double, Boolean,
/// String, a List of these, or a [SkippedArray] where the array is long. Kept values are limited in
/// total.
final class MetadataReader {
  static final int UINT32 = 4;
  static final int STRING = 8;
  static final int ARRAY = 9;

  private static final long MAX_KEPT_BYTES = 16L << 20;
  private static final long MAX_KEY_BYTES = 65_535;
  private static final long MAX_KEPT_ARRAY = 1_024;
  private static final long MAX_STRINGS = 8L << 20;
  private static final int MAX_ARRAY_NESTING = 4;

  private final ByteSource in;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, Integer> types = new LinkedHashMap<>();
  private long keptBytes;
  private long nStrings;

  MetadataReader(ByteSource in) {
    this.in = in;
  }

  Map<String, Object> read(long count) {
    for (long i = 0; i < count; i++) {
      long at = in.position();
      String key = in.string("metadata key " + i + " of " + count, MAX_KEY_BYTES);
      String what = "metadata \"" + shorten(key) + "\"";
      int type = in.i32("the type of " + what);
      keep(key.length() + 100L, at);
      Object value = value(type, what);
      if (values.put(key, value) != null) {
        throw in.invalid(what + " occurs twice", at);
      }
      types.put(key, type);
    }
    return values;
  }

  /// The GGUF type of a key that was read.
  int type(String key) {
    return types.getOrDefault(key, -1);
  }

  /// Counts bytes that stay on the heap.
  void keep(long bytes, long at) {
    keptBytes += bytes;
    if (keptBytes > MAX_KEPT_BYTES) {
      throw in.invalid(
          "the header holds more than " + (MAX_KEPT_BYTES >> 20) + " MiB of names and values", at);
    }
  }

  static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }

  private Object value(int type, String what) {
    return switch (type) {
      case 0 -> (long) in.u8(what);
      case 1 -> (long) (byte) in.u8(what);
      case 2 -> (long) in.u16(what);
      case 3 -> (long) (short) in.u16(what);
      case UINT32 -> Integer.toUnsignedLong(in.i32(what));
      case 5 -> (long) in.i32(what);
      case 6 -> (double) Float.intBitsToFloat(in.i32(what));
      case 7 -> in.u8(what) != 0;
      case STRING -> string(what);
      case ARRAY -> array(what, 0);
      case 10, 11 -> in.i64(what);
      case 12 -> Double.longBitsToDouble(in.i64(what));
      default ->
          throw in.invalid(
              what + " has the unknown type " + Integer.toUnsignedString(type), in.position());
    };
  }

  private String string(String what) {
    long at = in.position();
    String text = in.string("the text of " + what, MAX_KEPT_BYTES);
    keep(2L * text.length() + 50, at);
    return text;
  }

  private Object array(String what, int nesting) {
    long at = in.position();
    int type = in.i32("the element type of " + what);
    long count = in.count("the length of " + what);
    long start = in.position();
    if (count > in.remaining()) {
      throw in.invalid(
          what + " claims " + count + " elements, with " + in.remaining() + " bytes left", at);
    }
    if (count <= MAX_KEPT_ARRAY && type != ARRAY) {
      List<Object> list = new ArrayList<>();
      for (long i = 0; i < count; i++) {
        list.add(value(type, what));
        keep(32, at);
      }
      return List.copyOf(list);
    }
    if (type == ARRAY && nesting == MAX_ARRAY_NESTING) {
      throw in.invalid(what + " nests arrays too deeply", at);
    }
    skip(type, count, what, nesting);
    return new SkippedArray(type, count, start);
  }

  private void skip(int type, long count, String what, int nesting) {
    if (type == ARRAY || type == STRING) {
      nStrings += count;
      if (nStrings > MAX_STRINGS) {
        throw in.invalid(what + " brings the number of strings past " + MAX_STRINGS, in.position());
      }
      for (long i = 0; i < count; i++) {
        if (type == ARRAY) {
          array(what, nesting + 1);
        } else {
          in.skip(in.count("a string length in " + what), "a string in " + what);
        }
      }
      return;
    }
    in.skip(Math.multiplyExact(count, width(type, what)), what);
  }

  private long width(int type, String what) {
    return switch (type) {
      case 0, 1, 7 -> 1;
      case 2, 3 -> 2;
      case 4, 5, 6 -> 4;
      case 10, 11, 12 -> 8;
      default ->
          throw in.invalid(
              what + " has elements of the unknown type " + Integer.toUnsignedString(type),
              in.position());
    };
  }

  /// A long array that was passed over.
  ///
  /// @param start file offset of the first element
  record SkippedArray(int elementType, long count, long start) {}
}
