package jan4j.model.gguf;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a header's key-value section (`docs/gguf.md`). Values become Long, BigInteger (a u64 above
/// 2^63), Double, Boolean, String, a List of these, or a [SkippedArray] or [SkippedText] where they
/// are long. What is kept is limited in total.
final class MetadataReader {
  static final int UINT32 = 4;
  static final int STRING = 8;
  static final int ARRAY = 9;

  private static final long MAX_KEPT_BYTES = 16L << 20;
  private static final long MAX_TEXT_BYTES = 2L << 20;
  private static final long MAX_KEY_BYTES = 65_535;
  private static final long MAX_KEPT_ARRAY = 1_024;
  private static final long MAX_STRINGS = 8L << 20;
  private static final int MAX_ARRAY_NESTING = 4;

  private final HeaderInput in;
  private final Warnings warnings;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private int alignmentType = UINT32;
  private long keptBytes;
  private long nStrings;

  MetadataReader(HeaderInput in, Warnings warnings) {
    this.in = in;
    this.warnings = warnings;
  }

  Map<String, Object> read(long count) {
    for (long i = 0; i < count; i++) {
      long at = in.position();
      String key = in.name("metadata key " + i, MAX_KEY_BYTES);
      if (key.isEmpty()) {
        throw in.invalid("metadata key " + i + " is empty", at);
      }
      String what = "metadata \"" + shorten(key) + "\"";
      int type = in.i32(what);
      keep(2L * key.length() + 150, at);
      Object value = value(type, what, 0);
      if (values.put(key, value) != null) {
        throw in.invalid(what + " occurs twice", at);
      }
      if (key.equals("general.alignment")) {
        alignmentType = type;
      }
    }
    return values;
  }

  /// The GGUF type of `general.alignment`.
  int alignmentType() {
    return alignmentType;
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

  private Object value(int type, String what, int nesting) {
    return switch (type) {
      case 0 -> (long) in.u8(what);
      case 1 -> (long) (byte) in.u8(what);
      case 2 -> (long) in.u16(what);
      case 3 -> (long) (short) in.u16(what);
      case UINT32 -> Integer.toUnsignedLong(in.i32(what));
      case 5 -> (long) in.i32(what);
      case 6 -> (double) Float.intBitsToFloat(in.i32(what));
      case 7 -> bool(what);
      case STRING -> text(what);
      case ARRAY -> array(what, nesting);
      case 10 -> unsigned(in.i64(what));
      case 11 -> in.i64(what);
      case 12 -> Double.longBitsToDouble(in.i64(what));
      default -> throw unknownType(type, what + " has");
    };
  }

  private boolean bool(String what) {
    long at = in.position();
    int value = in.u8(what);
    if (value > 1) {
      throw in.invalid(what + " is a truth value of " + value + "; it must be 0 or 1", at);
    }
    return value == 1;
  }

  private static Object unsigned(long bits) {
    if (bits >= 0) {
      return bits;
    }
    return new BigInteger(Long.toUnsignedString(bits));
  }

  private Object text(String what) {
    long at = in.position();
    long n = in.count(what);
    if (n > MAX_TEXT_BYTES) {
      in.skip(n, what);
      warnings.add(what + " is a text of " + n + " bytes, which was passed over");
      return new SkippedText(n);
    }
    keep(2 * n + 50, at);
    byte[] bytes = in.bytes(n, what);
    String text = HeaderInput.strict(bytes);
    if (text == null) {
      warnings.add(what + " holds bytes that are no UTF-8; they are shown as \ufffd");
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return text;
  }

  private Object array(String what, int nesting) {
    long at = in.position();
    int type = in.i32(what);
    long width = width(type, what);
    long count = in.count(what);
    if (count > in.remaining() / width) {
      throw in.invalid(
          what + " claims " + count + " elements, with " + in.remaining() + " bytes left", at);
    }
    if (type == ARRAY) {
      if (nesting == MAX_ARRAY_NESTING) {
        throw in.invalid(what + " nests arrays too deeply", at);
      }
      warnings.add(what + " is an array of arrays, which llama.cpp refuses");
    }
    if (count <= MAX_KEPT_ARRAY) {
      return list(type, count, what, nesting);
    }
    long start = in.position();
    long[] marks = skip(type, count, what, nesting);
    return new SkippedArray(type, count, start, marks);
  }

  private List<Object> list(int type, long count, String what, int nesting) {
    keep(32 * count + 64, in.position());
    List<Object> list = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      list.add(value(type, what, nesting + 1));
    }
    return Collections.unmodifiableList(list);
  }

  private long[] skip(int type, long count, String what, int nesting) {
    if (type != ARRAY && type != STRING) {
      in.skip(count * width(type, what), what);
      return new long[0];
    }
    nStrings += count;
    if (nStrings > MAX_STRINGS) {
      throw in.invalid(what + " brings the number of strings past " + MAX_STRINGS, in.position());
    }
    long[] marks = new long[type == STRING ? (int) (count / SkippedArray.STRIDE) + 1 : 0];
    for (long i = 0; i < count; i++) {
      if (type == ARRAY) {
        array(what, nesting + 1);
        continue;
      }
      if (i % SkippedArray.STRIDE == 0) {
        marks[(int) (i / SkippedArray.STRIDE)] = in.position();
      }
      in.skip(in.count(what), what);
    }
    return marks;
  }

  /// Bytes of an element; the least of them for texts and arrays.
  private long width(int type, String what) {
    return switch (type) {
      case 0, 1, 7 -> 1;
      case 2, 3 -> 2;
      case 4, 5, 6 -> 4;
      case STRING, 10, 11, 12 -> 8;
      case ARRAY -> 12;
      default -> throw unknownType(type, what + " has elements of");
    };
  }

  private jan4j.core.JanException unknownType(int type, String what) {
    return in.invalid(
        what + " the unknown type " + Integer.toUnsignedString(type), in.position() - 4);
  }

  /// A long array that was passed over.
  ///
  /// @param start offset of the first element
  /// @param marks offsets of every [#STRIDE]th element, where the elements are texts
  @SuppressWarnings("ArrayRecordComponent")
  record SkippedArray(int elementType, long count, long start, long[] marks) {
    static final int STRIDE = 1_024;
  }

  /// A long text that was passed over.
  record SkippedText(long sizeBytes) {}
}
