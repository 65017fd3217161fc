package jan4j.llama;

import jan4j.llama.LlamaException.Reason;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds and opens libllama and the two ggml libraries under it. File names carry the variant and
/// the release (`libllama.vulkan.v0.5.0.so`), so they are found by pattern.
@SuppressWarnings("restricted") // opens libraries
final class LibraryFiles {
  private static final Pattern GGML_BASE = library("ggml-base");
  private static final Pattern GGML = library("ggml");
  private static final Pattern LLAMA = library("llama");

  private LibraryFiles() {}

  private static Pattern library(String name) {
    return Pattern.compile("(lib)?" + name + "(\\.[\\w.+-]+)?\\.(so|dylib|dll)");
  }

  /// Opens the libraries for the rest of the process. What is needed comes first: Windows and macOS
  /// would not look for it in the folder.
  static SymbolLookup open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new LlamaException(
          Reason.FOLDER_ABSENT,
          "folder of the native libraries does not exist: " + folder + "; install them first");
    }
    SymbolLookup base = openFile(find(folder, GGML_BASE, "ggml-base"));
    SymbolLookup ggml = openFile(find(folder, GGML, "ggml"));
    SymbolLookup llama = openFile(find(folder, LLAMA, "llama"));
    return llama.or(ggml).or(base);
  }

  private static Path find(Path folder, Pattern pattern, String name) {
    List<Path> found;
    try (Stream<Path> files = Files.list(folder)) {
      found = files.filter(f -> pattern.matcher(f.getFileName().toString()).matches()).toList();
    } catch (IOException e) {
      throw new LlamaException(Reason.FOLDER_ABSENT, "cannot list the folder " + folder, e);
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    String message =
        found.isEmpty()
            ? "no lib"
                + name
                + "*.so, .dylib or .dll in "
                + folder
                + "; install the native libraries"
            : "several lib"
                + name
                + " in "
                + folder
                + ": "
                + found
                + "; keep one variant per folder";
    throw new LlamaException(Reason.LIBRARY_ABSENT, message);
  }

  private static SymbolLookup openFile(Path file) {
    try {
      return SymbolLookup.libraryLookup(file, Arena.global());
    } catch (IllegalCallerException e) {
      throw new LlamaException(
          Reason.NATIVE_ACCESS_DENIED,
          "this JVM does not allow native access, so "
              + file.getFileName()
              + " cannot be opened; start Java with --enable-native-access=ALL-UNNAMED",
          e);
    } catch (IllegalArgumentException e) {
      throw new LlamaException(
          Reason.CANNOT_BE_OPENED,
          "the dynamic linker refuses %s on %s/%s: it is for another platform, damaged, or needs a library that is missing (%s)"
              .formatted(
                  file,
                  System.getProperty("os.name"),
                  System.getProperty("os.arch"),
                  e.getMessage()),
          e);
    }
  }
}
