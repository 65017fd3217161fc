package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Numbers and kinds of a loaded model: functions of `llama.h`, named and typed as there. Each is
/// bound at its first call.
public final class LlamaModel {
  private LlamaModel() {}

  /// ```c
  /// const struct llama_vocab * llama_model_get_vocab(const struct llama_model * model);
  /// ```
  public static MemorySegment llama_model_get_vocab(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_get_vocab", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// enum llama_rope_type llama_model_rope_type(const struct llama_model * model);
  /// ```
  public static int llama_model_rope_type(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_rope_type", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// int32_t llama_model_n_ctx_train(const struct llama_model * model);
  /// ```
  public static int llama_model_n_ctx_train(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_n_ctx_train", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// int32_t llama_model_n_embd(const struct llama_model * model);
  /// ```
  public static int llama_model_n_embd(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_n_embd", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// int32_t llama_model_n_embd_inp(const struct llama_model * model);
  /// ```
  public static int llama_model_n_embd_inp(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_n_embd_inp", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// int32_t llama_model_n_embd_out(const struct llama_model * model);
  /// ```
  public static int llama_model_n_embd_out(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_n_embd_out", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// int32_t llama_model_n_layer(const struct llama_model * model);
  /// ```
  public static int llama_model_n_layer(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_n_layer", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// int32_t llama_model_n_layer_nextn(const struct llama_model * model);
  /// ```
  public static int llama_model_n_layer_nextn(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_n_layer_nextn", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// int32_t llama_model_n_head(const struct llama_model * model);
  /// ```
  public static int llama_model_n_head(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_n_head", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// int32_t llama_model_n_head_kv(const struct llama_model * model);
  /// ```
  public static int llama_model_n_head_kv(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_n_head_kv", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// int32_t llama_model_n_swa(const struct llama_model * model);
  /// ```
  public static int llama_model_n_swa(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_n_swa", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Get the model's RoPE frequency scaling factor
  /// float llama_model_rope_freq_scale_train(const struct llama_model * model);
  /// ```
  public static float llama_model_rope_freq_scale_train(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_model_rope_freq_scale_train", FunctionDescriptor.of(JAVA_FLOAT, ADDRESS));
    }
    try {
      return (float) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Returns the number of classifier outputs (only valid for classifier models)
  /// // Undefined behavior for non-classifier models
  /// uint32_t llama_model_n_cls_out(const struct llama_model * model);
  /// ```
  public static int llama_model_n_cls_out(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_n_cls_out", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Returns the total size of all the tensors in the model in bytes
  /// uint64_t llama_model_size(const struct llama_model * model);
  /// ```
  public static long llama_model_size(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_size", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    }
    try {
      return (long) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Returns the total number of parameters in the model
  /// uint64_t llama_model_n_params(const struct llama_model * model);
  /// ```
  public static long llama_model_n_params(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_n_params", FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    }
    try {
      return (long) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Returns true if the model contains an encoder that requires llama_encode() call
  /// bool llama_model_has_encoder(const struct llama_model * model);
  /// ```
  public static boolean llama_model_has_encoder(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_has_encoder", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
    }
    try {
      return (boolean) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Returns true if the model contains a decoder that requires llama_decode() call
  /// bool llama_model_has_decoder(const struct llama_model * model);
  /// ```
  public static boolean llama_model_has_decoder(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_has_decoder", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
    }
    try {
      return (boolean) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // For encoder-decoder models, this function returns id of the token that must be provided
  /// // to the decoder to start generating output sequence. For other models, it returns -1.
  /// llama_token llama_model_decoder_start_token(const struct llama_model * model);
  /// ```
  public static int llama_model_decoder_start_token(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_decoder_start_token", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Returns true if the model is recurrent (like Mamba, RWKV, etc.)
  /// bool llama_model_is_recurrent(const struct llama_model * model);
  /// ```
  public static boolean llama_model_is_recurrent(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_is_recurrent", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
    }
    try {
      return (boolean) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Returns true if the model is hybrid (like Jamba, Granite, etc.)
  /// bool llama_model_is_hybrid(const struct llama_model * model);
  /// ```
  public static boolean llama_model_is_hybrid(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_is_hybrid", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
    }
    try {
      return (boolean) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Returns true if the model is diffusion-based (like LLaDA, Dream, etc.)
  /// bool llama_model_is_diffusion(const struct llama_model * model);
  /// ```
  public static boolean llama_model_is_diffusion(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_is_diffusion", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
    }
    try {
      return (boolean) Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
