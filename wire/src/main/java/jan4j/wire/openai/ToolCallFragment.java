package jan4j.wire.openai;

import org.jspecify.annotations.Nullable;

/// A piece of a tool call in a chunk: `id`, `type` and the function's name come with the first
/// piece alone; arguments are pieces of JSON text.
record ToolCallFragment(
    int index, @Nullable String id, @Nullable String type, FunctionFragment function) {
  record FunctionFragment(@Nullable String name, String arguments) {}

  static ToolCallFragment start(int index, String id, String name) {
    return new ToolCallFragment(index, id, "function", new FunctionFragment(name, ""));
  }

  static ToolCallFragment more(int index, String arguments) {
    return new ToolCallFragment(index, null, null, new FunctionFragment(null, arguments));
  }
}
