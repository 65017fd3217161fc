package jan4j.wire.openai;

import org.jspecify.annotations.Nullable;

/// A call that the assistant made earlier in the conversation. `arguments` is JSON text; an object
/// is tolerated.
record ChatRequestToolCall(
    @Nullable String id, @Nullable String type, @Nullable Function function) {
  record Function(@Nullable String name, @Nullable Object arguments) {}
}
