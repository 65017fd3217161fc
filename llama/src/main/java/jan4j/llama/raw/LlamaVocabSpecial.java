package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The special tokens of a vocabulary: functions of `llama.h`, named and typed as there. Each is
/// bound at its first call.
public final class LlamaVocabSpecial {
  private LlamaVocabSpecial() {}

  /// ```c
  /// // Special tokens
  /// llama_token llama_vocab_bos(const struct llama_vocab * vocab);
  /// ```
  public static int llama_vocab_bos(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_bos",
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
  /// llama_token llama_vocab_eos(const struct llama_vocab * vocab);
  /// ```
  public static int llama_vocab_eos(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_eos",
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
  /// llama_token llama_vocab_eot(const struct llama_vocab * vocab);
  /// ```
  public static int llama_vocab_eot(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_eot",
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
  /// llama_token llama_vocab_sep(const struct llama_vocab * vocab);
  /// ```
  public static int llama_vocab_sep(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_sep",
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
  /// llama_token llama_vocab_nl(const struct llama_vocab * vocab);
  /// ```
  public static int llama_vocab_nl(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_nl",
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
  /// llama_token llama_vocab_pad(const struct llama_vocab * vocab);
  /// ```
  public static int llama_vocab_pad(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_pad",
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
  /// llama_token llama_vocab_mask(const struct llama_vocab * vocab);
  /// ```
  public static int llama_vocab_mask(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_mask",
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
  /// bool llama_vocab_get_add_bos(const struct llama_vocab * vocab);
  /// ```
  public static boolean llama_vocab_get_add_bos(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_get_add_bos",
              FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS),
              Linker.Option.critical(false));
    }
    try {
      return (boolean) Handle.IT.invokeExact(vocab);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// bool llama_vocab_get_add_eos(const struct llama_vocab * vocab);
  /// ```
  public static boolean llama_vocab_get_add_eos(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_get_add_eos",
              FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS),
              Linker.Option.critical(false));
    }
    try {
      return (boolean) Handle.IT.invokeExact(vocab);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// bool llama_vocab_get_add_sep(const struct llama_vocab * vocab);
  /// ```
  public static boolean llama_vocab_get_add_sep(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_get_add_sep",
              FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS),
              Linker.Option.critical(false));
    }
    try {
      return (boolean) Handle.IT.invokeExact(vocab);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// llama_token llama_vocab_fim_pre(const struct llama_vocab * vocab);
  /// ```
  public static int llama_vocab_fim_pre(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_fim_pre",
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
  /// llama_token llama_vocab_fim_suf(const struct llama_vocab * vocab);
  /// ```
  public static int llama_vocab_fim_suf(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_fim_suf",
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
  /// llama_token llama_vocab_fim_mid(const struct llama_vocab * vocab);
  /// ```
  public static int llama_vocab_fim_mid(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_fim_mid",
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
  /// llama_token llama_vocab_fim_pad(const struct llama_vocab * vocab);
  /// ```
  public static int llama_vocab_fim_pad(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_fim_pad",
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
  /// llama_token llama_vocab_fim_rep(const struct llama_vocab * vocab);
  /// ```
  public static int llama_vocab_fim_rep(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_fim_rep",
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
  /// llama_token llama_vocab_fim_sep(const struct llama_vocab * vocab);
  /// ```
  public static int llama_vocab_fim_sep(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_vocab_fim_sep",
              FunctionDescriptor.of(JAVA_INT, ADDRESS),
              Linker.Option.critical(false));
    }
    try {
      return (int) Handle.IT.invokeExact(vocab);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
