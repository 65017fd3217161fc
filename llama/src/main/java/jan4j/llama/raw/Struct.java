package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The layout of one C struct: its fields in order, padded as a 64-bit C compiler pads them, each
/// with the value that the library's own defaults hold there (null: not known beforehand).
public final class Struct {
  /// @param name the C name
  /// @param layout type, or a byte array for `char[n]` and unions
  /// @param standard the library's default, as Integer, Long, Float or Boolean
  public record Field(String name, MemoryLayout layout, @Nullable Object standard) {}

  private final String name;
  private final StructLayout layout;
  private final Map<String, Long> offsets = new LinkedHashMap<>();
  private final List<Field> fields;

  private Struct(String name, List<Field> fields) {
    this.name = name;
    this.fields = fields;
    List<MemoryLayout> members = new ArrayList<>();
    long offset = 0;
    long alignment = 1;
    for (Field field : fields) {
      long align = field.layout().byteAlignment();
      alignment = Math.max(alignment, align);
      offset = pad(members, offset, align);
      offsets.put(field.name(), offset);
      members.add(field.layout().withName(field.name()));
      offset += field.layout().byteSize();
    }
    pad(members, offset, alignment);
    this.layout = MemoryLayout.structLayout(members.toArray(MemoryLayout[]::new)).withName(name);
  }

  private static long pad(List<MemoryLayout> members, long offset, long alignment) {
    long padding = -offset & (alignment - 1);
    if (padding > 0) {
      members.add(MemoryLayout.paddingLayout(padding));
    }
    return offset + padding;
  }

  static Struct of(String name, Field... fields) {
    return new Struct(name, List.of(fields));
  }

  static Field int32(String name) {
    return new Field(name, JAVA_INT, null);
  }

  static Field int32(String name, int standard) {
    return new Field(name, JAVA_INT, standard);
  }

  static Field int64(String name) {
    return new Field(name, JAVA_LONG, null);
  }

  static Field int64(String name, long standard) {
    return new Field(name, JAVA_LONG, standard);
  }

  static Field float32(String name) {
    return new Field(name, JAVA_FLOAT, null);
  }

  static Field float32(String name, float standard) {
    return new Field(name, JAVA_FLOAT, standard);
  }

  static Field float64(String name) {
    return new Field(name, JAVA_DOUBLE, null);
  }

  static Field bool(String name) {
    return new Field(name, JAVA_BOOLEAN, null);
  }

  static Field bool(String name, boolean standard) {
    return new Field(name, JAVA_BOOLEAN, standard);
  }

  /// A pointer whose default is NULL.
  static Field pointer(String name) {
    return new Field(name, ADDRESS, 0L);
  }

  static Field bytes(String name, long size, long alignment) {
    return new Field(
        name, MemoryLayout.sequenceLayout(size, JAVA_BYTE).withByteAlignment(alignment), null);
  }

  /// The C name of the struct.
  public String name() {
    return name;
  }

  /// The layout for descriptors and allocation.
  public StructLayout layout() {
    return layout;
  }

  /// The fields in the order of the header.
  public List<Field> fields() {
    return fields;
  }

  /// Where a field begins, in bytes.
  public long offset(String field) {
    Long offset = offsets.get(field);
    if (offset == null) {
      throw new IllegalArgumentException("no field " + field + " in " + name);
    }
    return offset;
  }

  /// Writes a 32-bit integer or an enum.
  public void set(MemorySegment struct, String field, int value) {
    struct.set(JAVA_INT, offset(field), value);
  }

  /// Writes a 64-bit integer or a `size_t`.
  public void set(MemorySegment struct, String field, long value) {
    struct.set(JAVA_LONG, offset(field), value);
  }

  /// Writes a float.
  public void set(MemorySegment struct, String field, float value) {
    struct.set(JAVA_FLOAT, offset(field), value);
  }

  /// Writes a boolean.
  public void set(MemorySegment struct, String field, boolean value) {
    struct.set(JAVA_BOOLEAN, offset(field), value);
  }

  /// Writes a pointer.
  public void set(MemorySegment struct, String field, MemorySegment value) {
    struct.set(ADDRESS, offset(field), value);
  }

  /// Writes a boxed Integer, Long, Float or Boolean as its type.
  public void setAny(MemorySegment struct, String field, Object value) {
    switch (value) {
      case Integer number -> set(struct, field, number.intValue());
      case Long number -> set(struct, field, number.longValue());
      case Float number -> set(struct, field, number.floatValue());
      case Boolean truth -> set(struct, field, truth.booleanValue());
      default -> throw new IllegalArgumentException(field + " cannot be " + value);
    }
  }

  /// Reads a 32-bit integer or an enum.
  public int getInt(MemorySegment struct, String field) {
    return struct.get(JAVA_INT, offset(field));
  }

  /// Reads a 64-bit integer or a `size_t`.
  public long getLong(MemorySegment struct, String field) {
    return struct.get(JAVA_LONG, offset(field));
  }

  /// Reads a boolean.
  public boolean getBoolean(MemorySegment struct, String field) {
    return struct.get(JAVA_BOOLEAN, offset(field));
  }

  /// Reads a double.
  public double getDouble(MemorySegment struct, String field) {
    return struct.get(JAVA_DOUBLE, offset(field));
  }

  /// Reads a pointer.
  public MemorySegment getPointer(MemorySegment struct, String field) {
    return struct.get(ADDRESS, offset(field));
  }

  /// Compares the defaults that the library returned with those of this table. A field that was
  /// inserted, removed or moved shows up as a wrong value at an offset.
  ///
  /// @return one text per difference, empty if none
  public List<String> differences(MemorySegment defaults) {
    List<String> differences = new ArrayList<>();
    for (Field field : fields) {
      if (field.standard() != null) {
        Object found = read(defaults, field);
        if (!found.equals(field.standard())) {
          differences.add(
              "%s.%s at byte %d is %s, expected %s"
                  .formatted(name, field.name(), offset(field.name()), found, field.standard()));
        }
      }
    }
    return differences;
  }

  private Object read(MemorySegment struct, Field field) {
    long offset = offset(field.name());
    if (field.layout().equals(JAVA_BOOLEAN)) {
      byte value = struct.get(JAVA_BYTE, offset);
      return value == 0 || value == 1 ? (Object) (value == 1) : (Object) value;
    }
    if (field.layout().equals(JAVA_INT)) {
      return struct.get(JAVA_INT, offset);
    }
    if (field.layout().equals(JAVA_FLOAT)) {
      return struct.get(JAVA_FLOAT, offset);
    }
    return struct.get(JAVA_LONG, offset);
  }
}
