package jan4j.llama;

/// A device that ggml can compute on. Free memory is as of the call that made this value.
///
/// @param index position in ggml's list, the identity of the device within this process
/// @param name short name, such as `CPU`, `CUDA0` or `Vulkan0`
/// @param description what the driver calls it
/// @param type what kind of processor it is
/// @param freeBytes memory free now
/// @param totalBytes memory in all
/// @param backend the backend that drives it, such as `CPU`, `CUDA`, `Vulkan` or `Metal`
public record Device(
    int index,
    String name,
    String description,
    Type type,
    long freeBytes,
    long totalBytes,
    String backend) {
  /// The kinds of `enum ggml_backend_dev_type`, with one correction: a software renderer behind a
  /// graphics interface (Mesa's llvmpipe) is reported as a GPU by the library and as `CPU` here.
  public enum Type {
    /// The processor, with system memory; or a software renderer on it (see [#isSoftware]).
    CPU,
    /// A graphics card with its own memory.
    GPU,
    /// A graphics unit that shares the system's memory.
    IGPU,
    /// Works together with the CPU (BLAS, AMX).
    ACCEL,
    /// Several devices behind one.
    META
  }

  /// Whether this is a graphics interface emulated on the processor: it works as a device, but is
  /// far slower than the plain CPU backend.
  public boolean isSoftware() {
    return type == Type.CPU && !backend.equals("CPU");
  }
}
