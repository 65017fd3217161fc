package jan4j.llama;

/// How the evaluation of a batch ended. What is an error throws instead.
public enum DecodeResult {
  /// All rows are evaluated.
  OK,
  /// No room in the memory for the batch; nothing changed. Free sequences or send a smaller batch.
  NO_SLOT,
  /// The abort poll answered true. Pieces that were done stay in the memory: look at
  /// [Memory#positionMax] and remove them before going on.
  ABORTED
}
