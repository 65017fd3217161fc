package jan4j.llama;

/// The kinds of tokenizers: `enum llama_vocab_type`, in its order.
public enum VocabularyType {
  /// No vocabulary.
  NONE,
  /// SentencePiece with byte fallback (Llama 2).
  SPM,
  /// Byte-level BPE (GPT-2, Llama 3, Qwen).
  BPE,
  /// WordPiece (BERT).
  WPM,
  /// Unigram (T5).
  UGM,
  /// RWKV's greedy tokenizer.
  RWKV,
  /// PLaMo-2.
  PLAMO2,
  /// For tests of the library itself.
  TEST;

  static VocabularyType of(int value) {
    return value >= 0 && value < values().length ? values()[value] : NONE;
  }
}
