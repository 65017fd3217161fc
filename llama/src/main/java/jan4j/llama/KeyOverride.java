package jan4j.llama;

/// A value that replaces one of the metadata of a model file. Key and text hold at most 127 bytes.
public sealed interface KeyOverride {
  /// The metadata key, such as `tokenizer.ggml.add_bos_token`.
  String key();

  /// A whole number.
  record OfInteger(String key, long value) implements KeyOverride {}

  /// A decimal number.
  record OfDecimal(String key, double value) implements KeyOverride {}

  /// A truth value.
  record OfBoolean(String key, boolean value) implements KeyOverride {}

  /// A text.
  record OfText(String key, String value) implements KeyOverride {}
}
