package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Training: functions of `llama.h`, named and typed as there. Each is bound at its first call.
public final class LlamaOpt {
  private LlamaOpt() {}

  /// ```c
  /// // always returns true
  /// bool llama_opt_param_filter_all(const struct ggml_tensor * tensor, void * userdata);
  /// ```
  public static boolean llama_opt_param_filter_all(MemorySegment tensor, MemorySegment userdata) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_opt_param_filter_all", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, ADDRESS));
    }
    try {
      return (boolean) Handle.IT.invokeExact(tensor, userdata);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void llama_opt_init(struct llama_context * lctx, struct llama_model * model, struct llama_opt_params lopt_params);
  /// ```
  public static void llama_opt_init(
      MemorySegment lctx, MemorySegment model, MemorySegment lopt_params) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_opt_init",
              FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, Layouts.OPT_PARAMS.layout()));
    }
    try {
      Handle.IT.invokeExact(lctx, model, lopt_params);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void llama_opt_epoch(struct llama_context * lctx, ggml_opt_dataset_t dataset, ggml_opt_result_t result_train, ggml_opt_result_t result_eval, int64_t idata_split, ggml_opt_epoch_callback callback_train, ggml_opt_epoch_callback callback_eval);
  /// ```
  public static void llama_opt_epoch(
      MemorySegment lctx,
      MemorySegment dataset,
      MemorySegment result_train,
      MemorySegment result_eval,
      long idata_split,
      MemorySegment callback_train,
      MemorySegment callback_eval) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_opt_epoch",
              FunctionDescriptor.ofVoid(
                  ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS));
    }
    try {
      Handle.IT.invokeExact(
          lctx, dataset, result_train, result_eval, idata_split, callback_train, callback_eval);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
