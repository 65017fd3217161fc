package jan4j.llama;

import org.jspecify.annotations.Nullable;

/// What went wrong in or before the native library. The message says what was attempted, with which
/// values, and ends with what the library logged about it, if anything.
public final class LlamaException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// What kind of failure it is; the first eight mean that the library cannot be used at all.
  public enum Reason {
    /// The folder of the native libraries does not exist.
    FOLDER_ABSENT,
    /// The folder holds no libllama, or more than one.
    LIBRARY_ABSENT,
    /// The dynamic linker refused the file: another platform, or a library that it needs is
    /// missing.
    CANNOT_BE_OPENED,
    /// The library lacks a function that this binding calls.
    SYMBOL_MISSING,
    /// This JVM does not allow native access.
    NATIVE_ACCESS_DENIED,
    /// The library is another release than this binding was written for.
    VERSION,
    /// The structs of the library are laid out differently.
    LAYOUT,
    /// Another folder's library is loaded already in this process.
    ALREADY_LOADED,
    /// A model file could not be loaded.
    MODEL,
    /// A progress listener asked to stop loading.
    CANCELLED,
    /// A context could not be created, most often for want of memory.
    CONTEXT,
    /// A batch was refused or its evaluation failed.
    DECODE,
    /// A state could not be saved or restored.
    STATE,
    /// A grammar does not parse, or a token breaks it.
    GRAMMAR,
    /// An adapter could not be loaded or applied.
    ADAPTER,
    /// A model could not be quantized.
    QUANTIZE,
    /// The caller broke a rule: wrong thread, closed object, value out of range.
    MISUSE
  }

  private final Reason reason;

  LlamaException(Reason reason, String message) {
    this(reason, message, null);
  }

  LlamaException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  static LlamaException misuse(String message) {
    return new LlamaException(Reason.MISUSE, message);
  }

  /// What kind of failure this is.
  public Reason reason() {
    return reason;
  }

  /// Whether the library as a whole cannot be used, so that trying again is of no use.
  public boolean isLibraryRefused() {
    return reason.compareTo(Reason.ALREADY_LOADED) <= 0;
  }
}
