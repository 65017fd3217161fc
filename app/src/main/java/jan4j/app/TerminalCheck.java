package jan4j.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which of the standard streams are terminals. Java's own `Console` tells only whether input and
/// output both are, and native access is denied to this process, so the system is asked: Linux by
/// `/proc`, other Unixes by `test -t`.
///
/// @param in standard input
/// @param out standard output
/// @param err standard error
record TerminalCheck(boolean in, boolean out, boolean err) {
  static TerminalCheck system() {
    if (Files.exists(Path.of("/proc/self/fd"))) {
      return new TerminalCheck(linux(0), linux(1), linux(2));
    }
    if (Platform.isWindows()) {
      boolean terminal = console();
      return new TerminalCheck(terminal, terminal, terminal);
    }
    return unix();
  }

  /// JDK 25 gives null again where there is no terminal (JDK-8351435).
  @SuppressWarnings("SystemConsoleNull")
  private static boolean console() {
    java.io.Console console = System.console();
    return console != null && console.isTerminal();
  }

  private static boolean linux(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException e) {
      return false;
    }
  }

  private static TerminalCheck unix() {
    String script = "r=0; test -t 0 && r=1; test -t 1 && r=$((r+2)); test -t 2 && r=$((r+4)); ";
    try {
      Process process = new ProcessBuilder("/bin/sh", "-c", script + "exit $r").inheritIO().start();
      int bits = process.waitFor();
      return new TerminalCheck((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
    } catch (IOException e) {
      return new TerminalCheck(false, false, false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TerminalCheck(false, false, false);
    }
  }
}
