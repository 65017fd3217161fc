package jan4j.app;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The standard streams of the command and what is known of them. Answers and lists go to standard
/// output, everything else to standard error; what goes to a terminal passes [SafeText]. One thread
/// at a time.
///
/// @param colour whether standard error may carry dim text
record Console(
    InputStream in, PrintStream out, PrintStream err, TerminalCheck terminal, boolean colour) {
  private static final String DIM = "\u001b[2m";
  private static final String RESET = "\u001b[0m";

  /// The process's own streams, in UTF-8 wherever they are no Windows console.
  static Console system() {
    TerminalCheck terminal = TerminalCheck.system();
    String term = System.getenv().getOrDefault("TERM", "");
    boolean colour = terminal.err() && System.getenv("NO_COLOR") == null && !term.equals("dumb");
    return new Console(
        System.in,
        stream(FileDescriptor.out, terminal.out() ? System.out.charset() : null),
        stream(FileDescriptor.err, terminal.err() ? System.err.charset() : null),
        terminal,
        colour);
  }

  private static PrintStream stream(
      FileDescriptor descriptor, @org.jspecify.annotations.Nullable Charset console) {
    Charset charset = Platform.isWindows() && console != null ? console : StandardCharsets.UTF_8;
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), 8192), false, charset);
  }

  /// Writes a piece of an answer at once; untouched where standard output is no terminal.
  ///
  /// @return false when nobody reads it any more
  boolean answer(String text) {
    out.print(terminal.out() ? SafeText.of(text) : text);
    return !out.checkError();
  }

  /// Writes a piece of the model's reasoning, dim, to a terminal alone.
  void reasoning(String text) {
    if (terminal.out()) {
      out.print(colour ? DIM + SafeText.of(text) + RESET : SafeText.of(text));
      out.flush();
    }
  }

  /// A line of a result on standard output.
  void line(String text) {
    out.print(terminal.out() ? SafeText.of(text) : text);
    out.print('\n');
    out.flush();
  }

  /// A remark on standard error.
  void note(String text) {
    String safe = SafeText.of(text);
    err.print(colour ? DIM + safe + RESET + "\n" : safe + "\n");
    err.flush();
  }

  /// A failure or a warning on standard error.
  void error(String text) {
    err.print("jan4j: " + SafeText.of(text) + "\n");
    err.flush();
  }
}
