package jan4j.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The text conventions of the C API: functions that fill a buffer and answer the full length, and
/// arrays of strings.
final class CStrings {
  private static final int FIRST_GUESS = 256;

  private CStrings() {}

  /// Fills a buffer like `snprintf`: answers the length without the final NUL, negative on failure.
  interface Filler {
    int fill(MemorySegment buffer, long size);
  }

  /// The same for the entry at an index.
  interface IndexedFiller {
    int fill(int index, MemorySegment buffer, long size);
  }

  static Optional<String> read(Filler filler) {
    int size = FIRST_GUESS;
    while (true) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment buffer = arena.allocate(size);
        int length = filler.fill(buffer, size);
        if (length < 0) {
          return Optional.empty();
        }
        if (length < size) {
          return Optional.of(buffer.getString(0));
        }
        size = length + 1;
      }
    }
  }

  static Map<String, String> metadata(int count, IndexedFiller keys, IndexedFiller values) {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      int index = i;
      read((buffer, size) -> keys.fill(index, buffer, size))
          .ifPresent(key ->
              metadata.put(
                  key, read((buffer, size) -> values.fill(index, buffer, size)).orElse("")));
    }
    return metadata;
  }

  static MemorySegment array(List<String> texts, Arena arena) {
    if (texts.isEmpty()) {
      return MemorySegment.NULL;
    }
    MemorySegment array = arena.allocate(ADDRESS, texts.size());
    for (int i = 0; i < texts.size(); i++) {
      array.setAtIndex(ADDRESS, i, arena.allocateFrom(texts.get(i)));
    }
    return array;
  }
}
