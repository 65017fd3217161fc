package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Constructors of samplers that cut or choose by probability: functions of `llama.h`, named and
/// typed as there. Each is bound at its first call.
public final class LlamaSamplerInit {
  private LlamaSamplerInit() {}

  /// ```c
  /// struct llama_sampler * llama_sampler_init_greedy(void);
  /// ```
  public static MemorySegment llama_sampler_init_greedy() {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_sampler_init_greedy", FunctionDescriptor.of(ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact();
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// seed == LLAMA_DEFAULT_SEED to use a random seed.
  /// struct llama_sampler * llama_sampler_init_dist(uint32_t seed);
  /// ```
  public static MemorySegment llama_sampler_init_dist(int seed) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_sampler_init_dist", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(seed);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// @details Top-K sampling described in academic paper "The Curious Case of Neural Text Degeneration" https://arxiv.org/abs/1904.09751
  /// /// Setting k <= 0 makes this a noop
  /// struct llama_sampler * llama_sampler_init_top_k(int32_t k);
  /// ```
  public static MemorySegment llama_sampler_init_top_k(int k) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_sampler_init_top_k", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(k);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// @details Nucleus sampling described in academic paper "The Curious Case of Neural Text Degeneration" https://arxiv.org/abs/1904.09751
  /// struct llama_sampler * llama_sampler_init_top_p(float p, size_t min_keep);
  /// ```
  public static MemorySegment llama_sampler_init_top_p(float p, long min_keep) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_init_top_p", FunctionDescriptor.of(ADDRESS, JAVA_FLOAT, JAVA_LONG));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(p, min_keep);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// @details Minimum P sampling as described in https://github.com/ggml-org/llama.cpp/pull/3841
  /// struct llama_sampler * llama_sampler_init_min_p(float p, size_t min_keep);
  /// ```
  public static MemorySegment llama_sampler_init_min_p(float p, long min_keep) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_init_min_p", FunctionDescriptor.of(ADDRESS, JAVA_FLOAT, JAVA_LONG));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(p, min_keep);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// @details Locally Typical Sampling implementation described in the paper https://arxiv.org/abs/2202.00666.
  /// struct llama_sampler * llama_sampler_init_typical(float p, size_t min_keep);
  /// ```
  public static MemorySegment llama_sampler_init_typical(float p, long min_keep) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_init_typical", FunctionDescriptor.of(ADDRESS, JAVA_FLOAT, JAVA_LONG));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(p, min_keep);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// #details Updates the logits l_i` = l_i/t. When t <= 0.0f, the maximum logit is kept at it's original value, the rest are set to -inf
  /// struct llama_sampler * llama_sampler_init_temp(float t);
  /// ```
  public static MemorySegment llama_sampler_init_temp(float t) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_sampler_init_temp", FunctionDescriptor.of(ADDRESS, JAVA_FLOAT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(t);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// @details Dynamic temperature implementation (a.k.a. entropy) described in the paper https://arxiv.org/abs/2309.02772.
  /// struct llama_sampler * llama_sampler_init_temp_ext(float t, float delta, float exponent);
  /// ```
  public static MemorySegment llama_sampler_init_temp_ext(float t, float delta, float exponent) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_init_temp_ext",
              FunctionDescriptor.of(ADDRESS, JAVA_FLOAT, JAVA_FLOAT, JAVA_FLOAT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(t, delta, exponent);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// @details XTC sampler as described in https://github.com/oobabooga/text-generation-webui/pull/6335
  /// struct llama_sampler * llama_sampler_init_xtc(float p, float t, size_t min_keep, uint32_t seed);
  /// ```
  public static MemorySegment llama_sampler_init_xtc(float p, float t, long min_keep, int seed) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_init_xtc",
              FunctionDescriptor.of(ADDRESS, JAVA_FLOAT, JAVA_FLOAT, JAVA_LONG, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(p, t, min_keep, seed);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// @details Top n sigma sampling as described in academic paper "Top-nσ: Not All Logits Are You Need" https://arxiv.org/pdf/2411.07641
  /// struct llama_sampler * llama_sampler_init_top_n_sigma(float n);
  /// ```
  public static MemorySegment llama_sampler_init_top_n_sigma(float n) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_sampler_init_top_n_sigma", FunctionDescriptor.of(ADDRESS, JAVA_FLOAT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(n);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// @details Mirostat 1.0 algorithm described in the paper https://arxiv.org/abs/2007.14966. Uses tokens instead of words.
  /// /// @param candidates A vector of `llama_token_data` containing the candidate tokens, their probabilities (p), and log-odds (logit) for the current position in the generated text.
  /// /// @param tau  The target cross-entropy (or surprise) value you want to achieve for the generated text. A higher value corresponds to more surprising or less predictable text, while a lower value corresponds to less surprising or more predictable text.
  /// /// @param eta The learning rate used to update `mu` based on the error between the target and observed surprisal of the sampled word. A larger learning rate will cause `mu` to be updated more quickly, while a smaller learning rate will result in slower updates.
  /// /// @param m The number of tokens considered in the estimation of `s_hat`. This is an arbitrary value that is used to calculate `s_hat`, which in turn helps to calculate the value of `k`. In the paper, they use `m = 100`, but you can experiment with different values to see how it affects the performance of the algorithm.
  /// /// @param mu Maximum cross-entropy. This value is initialized to be twice the target cross-entropy (`2 * tau`) and is updated in the algorithm based on the error between the target and observed surprisal.
  /// struct llama_sampler * llama_sampler_init_mirostat(int32_t n_vocab, uint32_t seed, float tau, float eta, int32_t m);
  /// ```
  public static MemorySegment llama_sampler_init_mirostat(
      int n_vocab, int seed, float tau, float eta, int m) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_init_mirostat",
              FunctionDescriptor.of(ADDRESS, JAVA_INT, JAVA_INT, JAVA_FLOAT, JAVA_FLOAT, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(n_vocab, seed, tau, eta, m);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// @details Mirostat 2.0 algorithm described in the paper https://arxiv.org/abs/2007.14966. Uses tokens instead of words.
  /// /// @param candidates A vector of `llama_token_data` containing the candidate tokens, their probabilities (p), and log-odds (logit) for the current position in the generated text.
  /// /// @param tau  The target cross-entropy (or surprise) value you want to achieve for the generated text. A higher value corresponds to more surprising or less predictable text, while a lower value corresponds to less surprising or more predictable text.
  /// /// @param eta The learning rate used to update `mu` based on the error between the target and observed surprisal of the sampled word. A larger learning rate will cause `mu` to be updated more quickly, while a smaller learning rate will result in slower updates.
  /// /// @param mu Maximum cross-entropy. This value is initialized to be twice the target cross-entropy (`2 * tau`) and is updated in the algorithm based on the error between the target and observed surprisal.
  /// struct llama_sampler * llama_sampler_init_mirostat_v2(uint32_t seed, float tau, float eta);
  /// ```
  public static MemorySegment llama_sampler_init_mirostat_v2(int seed, float tau, float eta) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_init_mirostat_v2",
              FunctionDescriptor.of(ADDRESS, JAVA_INT, JAVA_FLOAT, JAVA_FLOAT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(seed, tau, eta);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// adaptive-p: select tokens near a configurable target probability over time.
  /// ///
  /// /// the adaptive-p sampler transforms the token probability distribution to favor tokens
  /// /// that fall near a user-configurable probability target.
  /// ///
  /// /// internally, the sampler maintains an exponential moving average of the *ORIGINAL*
  /// /// probabilities of selected tokens at each sampling step. it uses this EMA to compute an
  /// /// adapted target probability at each sampling step, thus maintaining the desired target
  /// /// probability over time.
  /// ///
  /// /// adaptive-p selects a token ID rather than just mutating candidates, so it must be last
  /// /// in the sampler chain (like mirostat, dist, greedy).
  /// ///
  /// /// only mild truncation before this sampler is recommended. we suggest applying min-p
  /// /// before adaptive-p as the only other active sampler in the chain.
  /// ///
  /// /// @param target select tokens near this probability (valid range 0.0 to 1.0; negative = disabled)
  /// /// @param decay  EMA decay for adaptation; history ≈ 1/(1-decay) tokens (valid range 0.0 - 0.99)
  /// /// @param seed   RNG seed
  /// ///
  /// /// ref: https://github.com/ggml-org/llama.cpp/pull/17927
  /// ///
  /// struct llama_sampler * llama_sampler_init_adaptive_p(float target, float decay, uint32_t seed);
  /// ```
  public static MemorySegment llama_sampler_init_adaptive_p(float target, float decay, int seed) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_init_adaptive_p",
              FunctionDescriptor.of(ADDRESS, JAVA_FLOAT, JAVA_FLOAT, JAVA_INT));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(target, decay, seed);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
