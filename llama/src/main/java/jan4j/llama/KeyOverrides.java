package jan4j.llama;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import jan4j.llama.raw.Layouts;
import jan4j.llama.raw.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes metadata overrides as C wants them.
final class KeyOverrides {
  private KeyOverrides() {}

  /// The array ended by an empty key, or NULL for an empty list.
  static MemorySegment write(List<KeyOverride> overrides, Arena arena) {
    if (overrides.isEmpty()) {
      return MemorySegment.NULL;
    }
    Struct struct = Layouts.MODEL_KV_OVERRIDE;
    MemorySegment array = arena.allocate(struct.layout(), overrides.size() + 1L);
    for (int i = 0; i < overrides.size(); i++) {
      long size = struct.layout().byteSize();
      write(overrides.get(i), struct, array.asSlice(i * size, size));
    }
    return array;
  }

  private static void write(KeyOverride override, Struct struct, MemorySegment segment) {
    write(override.key(), segment, struct.offset("key"));
    long value = struct.offset("val");
    switch (override) {
      case KeyOverride.OfInteger(_, var number) -> {
        struct.set(segment, "tag", 0);
        segment.set(JAVA_LONG, value, number);
      }
      case KeyOverride.OfDecimal(_, var number) -> {
        struct.set(segment, "tag", 1);
        segment.set(JAVA_DOUBLE, value, number);
      }
      case KeyOverride.OfBoolean(_, var truth) -> {
        struct.set(segment, "tag", 2);
        segment.set(JAVA_BYTE, value, (byte) (truth ? 1 : 0));
      }
      case KeyOverride.OfText(_, var text) -> {
        struct.set(segment, "tag", 3);
        write(text, segment, value);
      }
    }
  }

  private static void write(String text, MemorySegment segment, long offset) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean isKey = offset == Layouts.MODEL_KV_OVERRIDE.offset("key");
    if (bytes.length > 127 || (isKey && bytes.length == 0)) {
      throw LlamaException.misuse(
          "metadata override '%s' has %d bytes, allowed are 1 to 127 for a key and 0 to 127 for a text"
              .formatted(text, bytes.length));
    }
    MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, offset, bytes.length);
  }
}
