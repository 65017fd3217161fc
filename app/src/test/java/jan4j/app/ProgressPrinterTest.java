package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
  @Test
  void outsideATerminalAStepPrintsItsStartAndItsQuarters() {
    TestConsole console = TestConsole.pipes("");
    try (ProgressPrinter progress = new ProgressPrinter(console.console(), () -> 0)) {
      for (int done = 0; done <= 100; done++) {
        progress.update("Fetching", done * 1_000_000L, 100_000_000, "bytes");
      }
      progress.update("Checking", 0, 0, "");
    }

    assertThat(console.err())
        .isEqualTo(
            """
            Fetching (0.0 of 100.0 MB)
            Fetching: 25% (25.0 of 100.0 MB)
            Fetching: 50% (50.0 of 100.0 MB)
            Fetching: 75% (75.0 of 100.0 MB)
            Fetching: 100% (100.0 of 100.0 MB)
            Checking
            """);
  }

  @Test
  void aTerminalGetsOneRedrawnLine() {
    TestConsole console = TestConsole.terminal();
    ProgressPrinter progress = new ProgressPrinter(console.console(), () -> 0);

    progress.update("Loading", 50, 100, "%");
    progress.clear();

    assertThat(console.err())
        .isEqualTo("\r\u001b[KLoading [############............] 50%\r\u001b[K");
  }

  @Test
  void aTerminalIsNotRedrawnTooOften() {
    TestConsole console = TestConsole.terminal();
    try (ProgressPrinter progress = new ProgressPrinter(console.console(), () -> 0)) {
      progress.update("Loading", 1, 100, "%");
      progress.update("Loading", 2, 100, "%");
      progress.update("Loading", 100, 100, "%");
    }

    assertThat(console.err()).contains("1%").doesNotContain(" 2%").contains("100%");
  }
}
