package jan4j.llama;

/// What a snapshot of a sequence holds: the `LLAMA_STATE_SEQ_FLAGS_*`.
public enum StateFlag {
  /// Only what cannot be cut: recurrent state and sliding-window caches.
  PARTIAL_ONLY(1),
  /// Leave the data on the device. A later snapshot of the same sequence makes this one void.
  ON_DEVICE(2);

  private final int bit;

  StateFlag(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }
}
