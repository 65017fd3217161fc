package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Constructors of samplers that look at tokens and text: functions of `llama.h`, named and typed
/// as there. Each is bound at its first call.
public final class LlamaSamplerRules {
  private LlamaSamplerRules() {}

  /// ```c
  /// /// @details Initializes a GBNF grammar, see grammars/README.md for details.
  /// /// @param vocab The vocabulary that this grammar will be used with.
  /// /// @param grammar_str The production rules for the grammar, encoded as a string. Returns an empty grammar if empty. Returns NULL if parsing of grammar_str fails.
  /// /// @param grammar_root The name of the start symbol for the grammar.
  /// struct llama_sampler * llama_sampler_init_grammar(const struct llama_vocab * vocab, const char * grammar_str, const char * grammar_root);
  /// ```
  public static MemorySegment llama_sampler_init_grammar(
      MemorySegment vocab, MemorySegment grammar_str, MemorySegment grammar_root) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_init_grammar",
              FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(vocab, grammar_str, grammar_root);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// @details Lazy grammar sampler, introduced in https://github.com/ggml-org/llama.cpp/pull/9639
  /// /// @param trigger_patterns A list of patterns that will trigger the grammar sampler. Pattern will be matched from the start of the generation output, and grammar sampler will be fed content starting from its first match group.
  /// /// @param trigger_tokens A list of tokens that will trigger the grammar sampler. Grammar sampler will be fed content starting from the trigger token included.
  /// struct llama_sampler * llama_sampler_init_grammar_lazy_patterns(const struct llama_vocab * vocab, const char * grammar_str, const char * grammar_root, const char ** trigger_patterns, size_t num_trigger_patterns, const llama_token * trigger_tokens, size_t num_trigger_tokens);
  /// ```
  public static MemorySegment llama_sampler_init_grammar_lazy_patterns(
      MemorySegment vocab,
      MemorySegment grammar_str,
      MemorySegment grammar_root,
      MemorySegment trigger_patterns,
      long num_trigger_patterns,
      MemorySegment trigger_tokens,
      long num_trigger_tokens) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_init_grammar_lazy_patterns",
              FunctionDescriptor.of(
                  ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG));
    }
    try {
      return (MemorySegment)
          Handle.IT.invokeExact(
              vocab,
              grammar_str,
              grammar_root,
              trigger_patterns,
              num_trigger_patterns,
              trigger_tokens,
              num_trigger_tokens);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// NOTE: Avoid using on the full vocabulary as searching for repeated tokens can become slow. For example, apply top-k or top-p sampling first.
  /// struct llama_sampler * llama_sampler_init_penalties(int32_t n_vocab, int32_t penalty_last_n, float penalty_repeat, float penalty_freq, float penalty_present);
  /// ```
  public static MemorySegment llama_sampler_init_penalties(
      int n_vocab,
      int penalty_last_n,
      float penalty_repeat,
      float penalty_freq,
      float penalty_present) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_init_penalties",
              FunctionDescriptor.of(
                  ADDRESS, JAVA_INT, JAVA_INT, JAVA_FLOAT, JAVA_FLOAT, JAVA_FLOAT));
    }
    try {
      return (MemorySegment)
          Handle.IT.invokeExact(
              n_vocab, penalty_last_n, penalty_repeat, penalty_freq, penalty_present);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// ///  @details DRY sampler, designed by p-e-w, as described in: https://github.com/oobabooga/text-generation-webui/pull/5677, porting Koboldcpp implementation authored by pi6am: https://github.com/LostRuins/koboldcpp/pull/982
  /// struct llama_sampler * llama_sampler_init_dry(const struct llama_vocab * vocab, float dry_multiplier, float dry_base, int32_t dry_allowed_length, int32_t dry_penalty_last_n, const char ** seq_breakers, size_t num_breakers);
  /// ```
  public static MemorySegment llama_sampler_init_dry(
      MemorySegment vocab,
      float dry_multiplier,
      float dry_base,
      int dry_allowed_length,
      int dry_penalty_last_n,
      MemorySegment seq_breakers,
      long num_breakers) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_init_dry",
              FunctionDescriptor.of(
                  ADDRESS,
                  ADDRESS,
                  JAVA_FLOAT,
                  JAVA_FLOAT,
                  JAVA_INT,
                  JAVA_INT,
                  ADDRESS,
                  JAVA_LONG));
    }
    try {
      return (MemorySegment)
          Handle.IT.invokeExact(
              vocab,
              dry_multiplier,
              dry_base,
              dry_allowed_length,
              dry_penalty_last_n,
              seq_breakers,
              num_breakers);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// struct llama_sampler * llama_sampler_init_logit_bias(int32_t n_vocab, int32_t n_logit_bias, const llama_logit_bias * logit_bias);
  /// ```
  public static MemorySegment llama_sampler_init_logit_bias(
      int n_vocab, int n_logit_bias, MemorySegment logit_bias) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_sampler_init_logit_bias",
              FunctionDescriptor.of(ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(n_vocab, n_logit_bias, logit_bias);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // this sampler is meant to be used for fill-in-the-middle infilling
  /// // it's supposed to be used after top_k + top_p sampling
  /// //
  /// // 1. if the sum of the EOG probs times the number of candidates is higher than the sum of the other probs -> pick EOG
  /// // 2. combine probs of tokens that have the same prefix
  /// //
  /// // example:
  /// //
  /// // - before:
  /// //   "hel":   0.5
  /// //   "hell":  0.2
  /// //   "hello": 0.1
  /// //   "dummy": 0.1
  /// //
  /// // - after:
  /// //   "hel":   0.8
  /// //   "dummy": 0.1
  /// //
  /// // 3. discard non-EOG tokens with low prob
  /// // 4. if no tokens are left -> pick EOT
  /// //
  /// struct llama_sampler * llama_sampler_init_infill(const struct llama_vocab * vocab);
  /// ```
  public static MemorySegment llama_sampler_init_infill(MemorySegment vocab) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_sampler_init_infill", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(vocab);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
