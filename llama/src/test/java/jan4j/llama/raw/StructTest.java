package jan4j.llama.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class StructTest {
  private static final Struct STRUCT =
      Struct.of(
          "sample",
          Struct.bool("flag", true),
          Struct.int32("count", 7),
          Struct.pointer("next"),
          Struct.float32("scale", -1));

  @Test
  void padsFieldsAsACCompilerDoes() {
    assertThat(STRUCT.offset("count")).isEqualTo(4);
    assertThat(STRUCT.offset("next")).isEqualTo(8);
    assertThat(STRUCT.layout().byteSize()).isEqualTo(24);
  }

  @Test
  void namesEachDefaultThatDiffersWithItsOffset() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment found = defaults(arena);
      assertThat(STRUCT.differences(found)).isEmpty();
      STRUCT.set(found, "count", 8);
      assertThat(STRUCT.differences(found))
          .containsExactly("sample.count at byte 4 is 8, expected 7");
    }
  }

  @Test
  void aByteThatIsNoBooleanDiffers() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment found = defaults(arena);
      found.set(ValueLayout.JAVA_BYTE, 0, (byte) 5);
      assertThat(STRUCT.differences(found))
          .containsExactly("sample.flag at byte 0 is 5, expected true");
    }
  }

  @Test
  void refusesAFieldThatIsNotThere() {
    assertThatThrownBy(() -> STRUCT.offset("size")).hasMessage("no field size in sample");
  }

  private static MemorySegment defaults(Arena arena) {
    MemorySegment struct = arena.allocate(STRUCT.layout());
    STRUCT.setAny(struct, "flag", true);
    STRUCT.setAny(struct, "count", 7);
    STRUCT.setAny(struct, "scale", -1f);
    return struct;
  }
}
