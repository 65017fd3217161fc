package jan4j.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A console in memory.
final class TestConsole {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console;

  private TestConsole(String stdin, TerminalCheck terminal) {
    console =
        new Console(
            new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            terminal,
            false);
  }

  /// Standard input is a pipe with that text; nothing is a terminal.
  static TestConsole pipes(String stdin) {
    return new TestConsole(stdin, new TerminalCheck(false, false, false));
  }

  /// All three streams are a terminal.
  static TestConsole terminal() {
    return new TestConsole("", new TerminalCheck(true, true, true));
  }

  Console console() {
    return console;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
