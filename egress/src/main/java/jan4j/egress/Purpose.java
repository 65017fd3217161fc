package jan4j.egress;

/// Why a connection is made. The ledger and the settings use these names.
public enum Purpose {
  /// Bringing a model's files.
  MODEL_DOWNLOAD("model_download", false),
  /// Bringing llama.cpp's libraries.
  NATIVE_LIBRARY("native_library", false),
  /// Talking to a core of this user on this machine. Loopback only; allowed offline, since nothing
  /// leaves the machine, and not in the ledger.
  OWN_CORE("own_core", true);

  private final String word;
  private final boolean loopbackOnly;

  Purpose(String word, boolean loopbackOnly) {
    this.word = word;
    this.loopbackOnly = loopbackOnly;
  }

  /// The name in files and messages.
  public String word() {
    return word;
  }

  boolean loopbackOnly() {
    return loopbackOnly;
  }
}
