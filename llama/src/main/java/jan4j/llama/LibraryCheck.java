package jan4j.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;

import jan4j.llama.LlamaException.Reason;
import jan4j.llama.raw.Layouts;
import jan4j.llama.raw.Native;
import jan4j.llama.raw.Struct;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Decides whether opened libraries are the release that this binding was written for: every symbol
/// is there, `llama_version()` is the expected one, and each parameter struct that the library
/// returns holds its defaults at the offsets of the layout table.
final class LibraryCheck {
  private static final Map<String, Struct> DEFAULTS =
      Map.of(
          "llama_model_default_params", Layouts.MODEL_PARAMS,
          "llama_context_default_params", Layouts.CONTEXT_PARAMS,
          "llama_model_quantize_default_params", Layouts.MODEL_QUANTIZE_PARAMS,
          "llama_sampler_chain_default_params", Layouts.SAMPLER_CHAIN_PARAMS);

  private LibraryCheck() {}

  /// Throws unless the libraries fit.
  ///
  /// @return what `llama_version()` answers
  static String check(Path folder, SymbolLookup symbols) {
    checkSymbols(folder, symbols);
    String version = version(symbols);
    checkVersion(folder, version, NativeVersion.EXPECTED);
    List<String> differences = new ArrayList<>();
    DEFAULTS.forEach((f, struct) -> differences.addAll(differences(symbols, f, struct)));
    checkLayouts(folder, version, differences);
    return version;
  }

  private static void checkSymbols(Path folder, SymbolLookup symbols) {
    for (String name : expectedSymbols()) {
      if (symbols.find(name).isEmpty()) {
        throw new LlamaException(
            Reason.SYMBOL_MISSING,
            "the libraries in %s lack the function %s of llama.cpp %s; install package version %s"
                .formatted(
                    folder, name, NativeVersion.EXPECTED.release(), NativeVersion.EXPECTED.npm()));
      }
    }
  }

  /// The names that the mechanical layer binds.
  static List<String> expectedSymbols() {
    InputStream in = LibraryCheck.class.getResourceAsStream("symbols.txt");
    if (in == null) {
      throw new IllegalStateException("resource jan4j/llama/symbols.txt is not in the jar");
    }
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void checkVersion(Path folder, String found, NativeVersion expected) {
    if (!found.equals(expected.llamaVersion())) {
      throw new LlamaException(
          Reason.VERSION,
          "libllama in %s is version %s, this binding is for %s (llama.cpp %s, package version %s); install that one"
              .formatted(
                  folder, found, expected.llamaVersion(), expected.release(), expected.npm()));
    }
  }

  static void checkLayouts(Path folder, String version, List<String> differences) {
    if (!differences.isEmpty()) {
      throw new LlamaException(
          Reason.LAYOUT,
          "libllama in %s says it is version %s, but its structs differ from those of %s: %s"
              .formatted(folder, version, Layouts.RELEASE, String.join("; ", differences)));
    }
  }

  private static String version(SymbolLookup symbols) {
    try {
      var handle = Native.link(symbols, "llama_version", FunctionDescriptor.of(ADDRESS));
      String version = Native.string((MemorySegment) handle.invokeExact());
      return version == null ? "unknown" : version;
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }

  private static List<String> differences(SymbolLookup symbols, String function, Struct struct) {
    try (Arena arena = Arena.ofConfined()) {
      var handle = Native.link(symbols, function, FunctionDescriptor.of(struct.layout()));
      return struct.differences((MemorySegment) handle.invokeExact((SegmentAllocator) arena));
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
