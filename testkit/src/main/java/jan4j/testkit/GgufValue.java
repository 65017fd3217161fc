package jan4j.testkit;

import java.util.List;

/// A metadata value of a GGUF file, one case per type of the format (ggml `docs/gguf.md`, `enum
/// gguf_metadata_value_type`).
public sealed interface GgufValue {
  record Uint8(int value) implements GgufValue {}

  record Int8(int value) implements GgufValue {}

  record Uint16(int value) implements GgufValue {}

  record Int16(int value) implements GgufValue {}

  record Uint32(int value) implements GgufValue {}

  record Int32(int value) implements GgufValue {}

  record Float32(float value) implements GgufValue {}

  record Bool(boolean value) implements GgufValue {}

  record Text(String value) implements GgufValue {}

  record Uint64(long value) implements GgufValue {}

  record Int64(long value) implements GgufValue {}

  record Float64(double value) implements GgufValue {}

  /// A text of any bytes, UTF-8 or not.
  record RawText(List<Byte> bytes) implements GgufValue {
    public RawText {
      bytes = List.copyOf(bytes);
    }
  }

  /// Any bytes under any type's number, for files that contradict the format.
  record Raw(int number, List<Byte> bytes) implements GgufValue {
    public Raw {
      bytes = List.copyOf(bytes);
    }
  }

  /// A list of values of one type. An empty list is written as one of [Uint8].
  record Array(List<? extends GgufValue> values) implements GgufValue {
    public Array {
      values = List.copyOf(values);
    }
  }

  /// The type's number in the file.
  default int type() {
    return switch (this) {
      case Uint8 _ -> 0;
      case Int8 _ -> 1;
      case Uint16 _ -> 2;
      case Int16 _ -> 3;
      case Uint32 _ -> 4;
      case Int32 _ -> 5;
      case Float32 _ -> 6;
      case Bool _ -> 7;
      case Text _, RawText _ -> 8;
      case Array _ -> 9;
      case Uint64 _ -> 10;
      case Int64 _ -> 11;
      case Float64 _ -> 12;
      case Raw v -> v.number();
    };
  }
}
