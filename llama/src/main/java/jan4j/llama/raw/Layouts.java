package jan4j.llama.raw;

import static jan4j.llama.raw.Struct.bool;
import static jan4j.llama.raw.Struct.bytes;
import static jan4j.llama.raw.Struct.float32;
import static jan4j.llama.raw.Struct.float64;
import static jan4j.llama.raw.Struct.int32;
import static jan4j.llama.raw.Struct.int64;
import static jan4j.llama.raw.Struct.pointer;

/// The structs of llama.cpp v0.5.0 (`llama.h`, `ggml.h`, `ggml-backend.h`) with their defaults.
/// Enums and unsigned integers are `int32`, `size_t` is `int64`, so the table holds on every 64-bit
/// platform. Another release gets another table: a struct that moved must not be guessed at.
public final class Layouts {
  /// The release that this table was written for.
  public static final String RELEASE = "v0.5.0";

  /// `llama_model_params`.
  public static final Struct MODEL_PARAMS =
      Struct.of(
          "llama_model_params",
          pointer("devices"),
          pointer("tensor_buft_overrides"),
          int32("n_gpu_layers", -1),
          int32("split_mode", 1),
          int32("load_mode", -1),
          int32("lazy_mode", 1),
          int32("main_gpu", 0),
          pointer("tensor_split"),
          pointer("progress_callback"),
          pointer("progress_callback_user_data"),
          pointer("kv_overrides"),
          bool("vocab_only", false),
          bool("check_tensors", false),
          bool("use_extra_bufts", true),
          bool("no_host", false),
          bool("no_alloc", false),
          bool("load_mtp", false));

  /// `llama_context_params`.
  public static final Struct CONTEXT_PARAMS =
      Struct.of(
          "llama_context_params",
          int32("n_ctx", 512),
          int32("n_batch", 2048),
          int32("n_ubatch", 512),
          int32("n_seq_max", 1),
          int32("n_rs_seq", 0),
          int32("n_outputs_max", 0),
          int32("n_outputs_max_per_seq", 1),
          int32("n_threads", 4),
          int32("n_threads_batch", 4),
          int32("ctx_type", 0),
          int32("rope_scaling_type", -1),
          int32("pooling_type", -1),
          int32("attention_type", -1),
          int32("flash_attn_type", -1),
          float32("rope_freq_base", 0),
          float32("rope_freq_scale", 0),
          float32("yarn_ext_factor", -1),
          float32("yarn_attn_factor", -1),
          float32("yarn_beta_fast", -1),
          float32("yarn_beta_slow", -1),
          int32("yarn_orig_ctx", 0),
          float32("defrag_thold", -1),
          pointer("cb_eval"),
          pointer("cb_eval_user_data"),
          int32("type_k", 1),
          int32("type_v", 1),
          pointer("abort_callback"),
          pointer("abort_callback_data"),
          bool("embeddings", false),
          bool("offload_kqv", true),
          bool("no_perf", true),
          bool("op_offload", true),
          bool("swa_full", true),
          bool("kv_unified", false),
          pointer("samplers"),
          int64("n_samplers", 0),
          pointer("ctx_other"));

  /// `llama_model_quantize_params`.
  public static final Struct MODEL_QUANTIZE_PARAMS =
      Struct.of(
          "llama_model_quantize_params",
          int32("nthread", 0),
          int32("ftype", 7),
          int32("output_tensor_type", 43),
          int32("token_embedding_type", 43),
          bool("allow_requantize", false),
          bool("quantize_output_tensor", true),
          bool("only_copy", false),
          bool("pure", false),
          bool("keep_split", false),
          bool("dry_run", false),
          pointer("imatrix"),
          pointer("kv_overrides"),
          pointer("tt_overrides"),
          pointer("prune_layers"),
          int64("max_buf_size", 8L << 30));

  /// `llama_sampler_chain_params`.
  public static final Struct SAMPLER_CHAIN_PARAMS =
      Struct.of("llama_sampler_chain_params", bool("no_perf", true));

  /// `llama_batch`.
  public static final Struct BATCH =
      Struct.of(
          "llama_batch",
          int32("n_tokens"),
          pointer("token"),
          pointer("embd"),
          pointer("pos"),
          pointer("n_seq_id"),
          pointer("seq_id"),
          pointer("logits"));

  /// `llama_token_data`.
  public static final Struct TOKEN_DATA =
      Struct.of("llama_token_data", int32("id"), float32("logit"), float32("p"));

  /// `llama_token_data_array`.
  public static final Struct TOKEN_DATA_ARRAY =
      Struct.of(
          "llama_token_data_array",
          pointer("data"),
          int64("size"),
          int64("selected"),
          bool("sorted"));

  /// `llama_logit_bias`.
  public static final Struct LOGIT_BIAS =
      Struct.of("llama_logit_bias", int32("token"), float32("bias"));

  /// `llama_chat_message`.
  public static final Struct CHAT_MESSAGE =
      Struct.of("llama_chat_message", pointer("role"), pointer("content"));

  /// `llama_sampler_seq_config`.
  public static final Struct SAMPLER_SEQ_CONFIG =
      Struct.of("llama_sampler_seq_config", int32("seq_id"), pointer("sampler"));

  /// `llama_model_kv_override`; `val` is the union.
  public static final Struct MODEL_KV_OVERRIDE =
      Struct.of(
          "llama_model_kv_override", int32("tag"), bytes("key", 128, 1), bytes("val", 128, 8));

  /// `llama_model_tensor_buft_override`.
  public static final Struct MODEL_TENSOR_BUFT_OVERRIDE =
      Struct.of("llama_model_tensor_buft_override", pointer("pattern"), pointer("buft"));

  /// `llama_model_tensor_override`.
  public static final Struct MODEL_TENSOR_OVERRIDE =
      Struct.of("llama_model_tensor_override", pointer("pattern"), int32("type"));

  /// `llama_model_imatrix_data`.
  public static final Struct MODEL_IMATRIX_DATA =
      Struct.of("llama_model_imatrix_data", pointer("name"), pointer("data"), int64("size"));

  /// `llama_perf_context_data`.
  public static final Struct PERF_CONTEXT_DATA =
      Struct.of(
          "llama_perf_context_data",
          float64("t_start_ms"),
          float64("t_load_ms"),
          float64("t_p_eval_ms"),
          float64("t_eval_ms"),
          int32("n_p_eval"),
          int32("n_eval"),
          int32("n_reused"));

  /// `llama_perf_sampler_data`.
  public static final Struct PERF_SAMPLER_DATA =
      Struct.of("llama_perf_sampler_data", float64("t_sample_ms"), int32("n_sample"));

  /// `llama_opt_params`.
  public static final Struct OPT_PARAMS =
      Struct.of(
          "llama_opt_params",
          int32("n_ctx_train"),
          pointer("param_filter"),
          pointer("param_filter_ud"),
          pointer("get_opt_pars"),
          pointer("get_opt_pars_ud"),
          int32("optimizer_type"));

  /// `ggml_backend_dev_props` with its nested `caps`.
  public static final Struct DEVICE_PROPS =
      Struct.of(
          "ggml_backend_dev_props",
          pointer("name"),
          pointer("description"),
          int64("memory_free"),
          int64("memory_total"),
          int32("type"),
          pointer("device_id"),
          bool("async"),
          bool("host_buffer"),
          bool("buffer_from_host_ptr"),
          bool("events"),
          bool("mmap_support"));

  /// `ggml_threadpool_params`; the mask of cores is `GGML_MAX_N_THREADS` bytes.
  public static final Struct THREADPOOL_PARAMS =
      Struct.of(
          "ggml_threadpool_params",
          bytes("cpumask", 512, 1),
          int32("n_threads"),
          int32("prio", 0),
          int32("poll", 50),
          bool("strict_cpu", false),
          bool("paused", false));

  private Layouts() {}
}
