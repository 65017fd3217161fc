package jan4j.worker;

/// What sampling and text assembly need to know of a vocabulary. Thread-safe. The worker's own
/// implementation asks the library; tests use small tables.
interface TokenText {
  /// Count of tokens.
  int size();

  /// The bytes of a token, those of special tokens included. Not always valid UTF-8.
  byte[] bytes(int token);

  /// The bytes that a token adds to an answer: none for a control token.
  byte[] visibleBytes(int token);

  /// Tokens of plain text, nothing added, no special token read.
  int[] tokenizePlain(String text);
}
