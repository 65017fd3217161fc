package jan4j.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jan4j.llama.LlamaException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One reason and one message for each way that loading can fail; none needs the real library.
class LibraryLoadTest {
  private static final List<String> NAMES =
      List.of("libggml-base.so", "libggml.v0.5.0.so", "libllama.v0.5.0.so");

  @TempDir private Path folder;

  @Test
  void namesAFolderThatIsAbsent() {
    Path absent = folder.resolve("native");
    LlamaException failure = load(absent);
    assertThat(failure.reason()).isEqualTo(Reason.FOLDER_ABSENT);
    assertThat(failure).hasMessageContaining(absent.toString()).hasMessageContaining("install");
  }

  @Test
  void saysThatAFolderHoldsNoLibrary() throws IOException {
    Files.createFile(folder.resolve("libllama-common.so"));
    LlamaException failure = load(folder);
    assertThat(failure.reason()).isEqualTo(Reason.LIBRARY_ABSENT);
    assertThat(failure).hasMessageContaining("no libggml-base*.so, .dylib or .dll in " + folder);
  }

  @Test
  void refusesToChooseBetweenTwoVariants() throws IOException {
    Files.createFile(folder.resolve("libggml-base.so"));
    Files.createFile(folder.resolve("libggml-base.v2.so"));
    assertThat(load(folder))
        .hasMessageContaining("several libggml-base")
        .hasMessageContaining("one variant per folder");
  }

  @Test
  void saysThatAFileIsForAnotherPlatformOrDamaged() throws IOException {
    for (String name : NAMES) {
      Files.writeString(folder.resolve(name), "this is no library");
    }
    LlamaException failure = load(folder);
    assertThat(failure.reason()).isEqualTo(Reason.CANNOT_BE_OPENED);
    assertThat(failure)
        .hasMessageContaining("libggml-base.so")
        .hasMessageContaining(System.getProperty("os.arch"));
  }

  @Test
  void namesTheFunctionThatALibraryLacks() throws IOException {
    Path other = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("jimage"));
    for (String name : NAMES) {
      Files.copy(other, folder.resolve(name));
    }
    LlamaException failure = load(folder);
    assertThat(failure.reason()).isEqualTo(Reason.SYMBOL_MISSING);
    assertThat(failure).hasMessageContaining("ggml_abort").hasMessageContaining("v0.5.0");
  }

  @Test
  void namesBothVersionsWhenTheyDiffer() {
    LlamaException failure =
        catchThrowableOfType(
            LlamaException.class,
            () -> LibraryCheck.checkVersion(folder, "0.6.1", NativeVersion.EXPECTED));
    assertThat(failure.reason()).isEqualTo(Reason.VERSION);
    assertThat(failure)
        .hasMessageContaining("version 0.6.1")
        .hasMessageContaining(NativeVersion.EXPECTED.llamaVersion())
        .hasMessageContaining(NativeVersion.EXPECTED.npm());
  }

  @Test
  void namesTheFieldsWhoseLayoutDiffers() {
    LlamaException failure =
        catchThrowableOfType(
            LlamaException.class,
            () ->
                LibraryCheck.checkLayouts(
                    folder, "0.5.0-dev", List.of("llama_model_params.main_gpu at byte 32 is 9")));
    assertThat(failure.reason()).isEqualTo(Reason.LAYOUT);
    assertThat(failure).hasMessageContaining("main_gpu at byte 32");
  }

  @Test
  void saysWhichFlagAllowsNativeAccess() throws IOException, InterruptedException {
    for (String name : NAMES) {
      Files.writeString(folder.resolve(name), "this is no library");
    }
    JavaProcess denied =
        JavaProcess.run(
            List.of("--illegal-native-access=deny", "-Xshare:auto", "-XX:TieredStopAtLevel=1"),
            Denied.class,
            folder.toString());
    assertThat(denied.output())
        .contains("NATIVE_ACCESS_DENIED")
        .contains("--enable-native-access=ALL-UNNAMED");
  }

  @Test
  void everyReasonUpToTheSecondLoadRefusesTheLibraryAsAWhole() {
    assertThat(new LlamaException(Reason.ALREADY_LOADED, "").isLibraryRefused()).isTrue();
    assertThat(new LlamaException(Reason.MODEL, "").isLibraryRefused()).isFalse();
  }

  /// The steps of [LlamaLibrary#load] that can refuse; a test before may have loaded the real one.
  private static LlamaException load(Path folder) {
    return catchThrowableOfType(
        LlamaException.class, () -> LibraryCheck.check(folder, LibraryFiles.open(folder)));
  }

  /// Run in a JVM without native access.
  static final class Denied {
    private Denied() {}

    public static void main(String[] arguments) {
      try {
        LlamaLibrary.load(Path.of(arguments[0]), LogSink.NONE);
      } catch (LlamaException e) {
        System.out.println(e.reason() + ": " + e.getMessage());
      }
    }
  }
}
