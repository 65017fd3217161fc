package jan4j.wire.openai;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/// The `usage` of a chunk. Where a client asked for it, the last chunk has it and every earlier one
/// says null; else no chunk has the key.
sealed interface ChunkUsage permits ApiUsage, ChunkUsage.NotYet {
  /// Written as null, unlike an absent component.
  record NotYet() implements ChunkUsage {
    @JsonValue
    @Nullable Object json() {
      return null;
    }
  }
}
