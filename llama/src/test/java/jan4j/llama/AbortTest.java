package jan4j.llama;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.testkit.TestEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class AbortTest {
  @Test
  void theHandlerHearsOfANativeAbortBeforeTheProcessEnds()
      throws IOException, InterruptedException {
    JavaProcess aborted =
        JavaProcess.run(
            List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"),
            Aborting.class,
            TestEnvironment.nativeFolder().toString());
    assertThat(aborted.output()).contains("heard: jan4j:1: 100% broken");
    assertThat(aborted.exitCode()).isEqualTo(134);
  }

  /// Aborts as a failed assertion in native code would.
  static final class Aborting {
    private Aborting() {}

    public static void main(String[] arguments) {
      LlamaLibrary library = LlamaLibrary.load(Path.of(arguments[0]), LogSink.NONE);
      library.onAbort(message -> System.out.println("heard: " + message));
      LlamaLibrary.abort("100% broken");
    }
  }
}
