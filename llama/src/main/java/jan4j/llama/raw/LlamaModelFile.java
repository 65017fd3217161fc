package jan4j.llama.raw;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;

/// Loading, saving, splitting and quantizing of models: functions of `llama.h`, named and typed as
/// there. Each is bound at its first call.
public final class LlamaModelFile {
  private LlamaModelFile() {}

  /// ```c
  /// // Helpers for getting default parameters
  /// // TODO: update API to start accepting pointers to params structs (https://github.com/ggml-org/llama.cpp/discussions/9172)
  /// struct llama_model_params llama_model_default_params(void);
  /// ```
  public static MemorySegment llama_model_default_params(SegmentAllocator allocator) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_model_default_params", FunctionDescriptor.of(Layouts.MODEL_PARAMS.layout()));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(allocator);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// struct llama_model_quantize_params llama_model_quantize_default_params(void);
  /// ```
  public static MemorySegment llama_model_quantize_default_params(SegmentAllocator allocator) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_model_quantize_default_params",
              FunctionDescriptor.of(Layouts.MODEL_QUANTIZE_PARAMS.layout()));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(allocator);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Create a new model from GGUF metadata as well as a function to set the tensor data
  /// //   - tensors are created as GGML_TYPE_F32 by default,
  /// //     override by adding a tensor with the same name but a different name to the context
  /// struct llama_model * llama_model_init_from_user(struct gguf_context * metadata, llama_model_set_tensor_data_t set_tensor_data, void * set_tensor_data_ud, struct llama_model_params params);
  /// ```
  public static MemorySegment llama_model_init_from_user(
      MemorySegment metadata,
      MemorySegment set_tensor_data,
      MemorySegment set_tensor_data_ud,
      MemorySegment params) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_model_init_from_user",
              FunctionDescriptor.of(
                  ADDRESS, ADDRESS, ADDRESS, ADDRESS, Layouts.MODEL_PARAMS.layout()));
    }
    try {
      return (MemorySegment)
          Handle.IT.invokeExact(metadata, set_tensor_data, set_tensor_data_ud, params);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Load a model from a file
  /// // If the file is split into multiple parts, the file name must follow this pattern: <name>-%05d-of-%05d.gguf
  /// // If the split file name does not follow this pattern, use llama_model_load_from_splits
  /// struct llama_model * llama_model_load_from_file(const char * path_model, struct llama_model_params params);
  /// ```
  public static MemorySegment llama_model_load_from_file(
      MemorySegment path_model, MemorySegment params) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_model_load_from_file",
              FunctionDescriptor.of(ADDRESS, ADDRESS, Layouts.MODEL_PARAMS.layout()));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(path_model, params);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Load a model from an open FILE pointer
  /// // The GGUF is read from the current position, so it can be embedded in a larger file
  /// // mmap needs the GGUF data section at a file offset to be aligned to the CPU tensor alignment (32 bytes)
  /// struct llama_model * llama_model_load_from_file_ptr(FILE * file, struct llama_model_params params);
  /// ```
  public static MemorySegment llama_model_load_from_file_ptr(
      MemorySegment file, MemorySegment params) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_model_load_from_file_ptr",
              FunctionDescriptor.of(ADDRESS, ADDRESS, Layouts.MODEL_PARAMS.layout()));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(file, params);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Load a model from multiple splits (support custom naming scheme)
  /// // The paths must be in the correct order
  /// struct llama_model * llama_model_load_from_splits(const char ** paths, size_t n_paths, struct llama_model_params params);
  /// ```
  public static MemorySegment llama_model_load_from_splits(
      MemorySegment paths, long n_paths, MemorySegment params) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_model_load_from_splits",
              FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, Layouts.MODEL_PARAMS.layout()));
    }
    try {
      return (MemorySegment) Handle.IT.invokeExact(paths, n_paths, params);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void llama_model_save_to_file(const struct llama_model * model, const char * path_model);
  /// ```
  public static void llama_model_save_to_file(MemorySegment model, MemorySegment path_model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_save_to_file", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS));
    }
    try {
      Handle.IT.invokeExact(model, path_model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// void llama_model_free(struct llama_model * model);
  /// ```
  public static void llama_model_free(MemorySegment model) {
    final class Handle {
      static final MethodHandle IT =
          Native.link("llama_model_free", FunctionDescriptor.ofVoid(ADDRESS));
    }
    try {
      Handle.IT.invokeExact(model);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// // Returns 0 on success
  /// uint32_t llama_model_quantize(const char * fname_inp, const char * fname_out, const llama_model_quantize_params * params);
  /// ```
  public static int llama_model_quantize(
      MemorySegment fname_inp, MemorySegment fname_out, MemorySegment params) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_model_quantize", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    }
    try {
      return (int) Handle.IT.invokeExact(fname_inp, fname_out, params);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// @details Build a split GGUF final path for this chunk.
  /// ///          llama_split_path(split_path, sizeof(split_path), "/models/ggml-model-q4_0", 2, 4) => split_path = "/models/ggml-model-q4_0-00002-of-00004.gguf"
  /// //  Returns the split_path length.
  /// int32_t llama_split_path(char * split_path, size_t maxlen, const char * path_prefix, int32_t split_no, int32_t split_count);
  /// ```
  public static int llama_split_path(
      MemorySegment split_path,
      long maxlen,
      MemorySegment path_prefix,
      int split_no,
      int split_count) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_split_path",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT));
    }
    try {
      return (int) Handle.IT.invokeExact(split_path, maxlen, path_prefix, split_no, split_count);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  /// ```c
  /// /// @details Extract the path prefix from the split_path if and only if the split_no and split_count match.
  /// ///          llama_split_prefix(split_prefix, 64, "/models/ggml-model-q4_0-00002-of-00004.gguf", 2, 4) => split_prefix = "/models/ggml-model-q4_0"
  /// //  Returns the split_prefix length.
  /// int32_t llama_split_prefix(char * split_prefix, size_t maxlen, const char * split_path, int32_t split_no, int32_t split_count);
  /// ```
  public static int llama_split_prefix(
      MemorySegment split_prefix,
      long maxlen,
      MemorySegment split_path,
      int split_no,
      int split_count) {
    final class Handle {
      static final MethodHandle IT =
          Native.link(
              "llama_split_prefix",
              FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT));
    }
    try {
      return (int) Handle.IT.invokeExact(split_prefix, maxlen, split_path, split_no, split_count);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
