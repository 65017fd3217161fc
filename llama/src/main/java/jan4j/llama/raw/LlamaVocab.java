package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The vocabulary of a model: functions of `llama.h`, named and typed as there. Each is bound at
/// its first call.
public final class LlamaVocab {
  private LlamaVocab() {}

  /// ```c
  /// enum llama_vocab_type llama_vocab_type(const struct llama_vocab * vocab);
  /// ```
  public static int llama_vocab_type(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_type",
              FunctionDescriptor.of(JAVA_INT, ADDRESS),
              Linker.Option.critical(false));
    }
    try {
      return (int) Handle.IT.invokeExact(vocab);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// int32_t llama_vocab_n_tokens(const struct llama_vocab * vocab);
  /// ```
  public static int llama_vocab_n_tokens(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_n_tokens",
              FunctionDescriptor.of(JAVA_INT, ADDRESS),
              Linker.Option.critical(false));
    }
    try {
      return (int) Handle.IT.invokeExact(vocab);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// const char * llama_vocab_get_text(const struct llama_vocab * vocab, llama_token token);
  /// ```
  public static MemorySegment llama_vocab_get_text(MemorySegment vocab, int token) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_get_text",
              FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT),
              Linker.Option.critical(false));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(vocab, token);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// float llama_vocab_get_score(const struct llama_vocab * vocab, llama_token token);
  /// ```
  public static float llama_vocab_get_score(MemorySegment vocab, int token) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_get_score",
              FunctionDescriptor.of(JAVA_FLOAT, ADDRESS, JAVA_INT),
              Linker.Option.critical(false));
    }
    try {
      return (float) Handle.IT.invokeExact(vocab, token);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// enum llama_token_attr llama_vocab_get_attr(const struct llama_vocab * vocab, llama_token token);
  /// ```
  public static int llama_vocab_get_attr(MemorySegment vocab, int token) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_get_attr",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
              Linker.Option.critical(false));
    }
    try {
      return (int) Handle.IT.invokeExact(vocab, token);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Check if the token is supposed to end generation (end-of-generation, eg. EOS, EOT, etc.)
  /// bool llama_vocab_is_eog(const struct llama_vocab * vocab, llama_token token);
  /// ```
  public static boolean llama_vocab_is_eog(MemorySegment vocab, int token) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_is_eog",
              FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, JAVA_INT),
              Linker.Option.critical(false));
    }
    try {
      return (boolean) Handle.IT.invokeExact(vocab, token);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Identify if Token Id is a control token or a render-able token
  /// bool llama_vocab_is_control(const struct llama_vocab * vocab, llama_token token);
  /// ```
  public static boolean llama_vocab_is_control(MemorySegment vocab, int token) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_is_control",
              FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, JAVA_INT),
              Linker.Option.critical(false));
    }
    try {
      return (boolean) Handle.IT.invokeExact(vocab, token);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // model-specific suppress tokens (gguf key: tokenizer.ggml.suppress_tokens)
  /// const llama_token * llama_vocab_get_suppress_tokens(const struct llama_vocab * vocab, int32_t * n_suppress_tokens);
  /// ```
  public static MemorySegment llama_vocab_get_suppress_tokens(
      MemorySegment vocab, MemorySegment n_suppress_tokens) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_get_suppress_tokens", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(vocab, n_suppress_tokens);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
