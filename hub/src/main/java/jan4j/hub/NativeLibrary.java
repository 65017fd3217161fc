package jan4j.hub;

import java.nio.file.Path;

/// llama.cpp's libraries, verified and ready to load.
///
/// @param folder holds libllama and its backends
/// @param packageName of npm, e.g. `@node-llama-cpp/linux-x64`
/// @param accelerator `cpu`, `vulkan`, `cuda` or `metal`
/// @param version of the npm package
public record NativeLibrary(Path folder, String packageName, String accelerator, String version) {}
