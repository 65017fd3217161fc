package jan4j.app;

import java.io.IOException;
import java.nio.file.Path;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/// Edited lines with history from a terminal. JLine's `exec` provider drives it (`stty`), since
/// native access is denied to this process.
final class JLineInput implements LineInput {
  private static final int HISTORY_SIZE = 1000;

  private final Terminal terminal;
  private final LineReader reader;

  JLineInput(Terminal terminal, Path historyFile) {
    this.terminal = terminal;
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("jan4j")
            .parser(new PromptParser())
            .completer(new StringsCompleter(ChatLoop.COMMANDS))
            .variable(LineReader.HISTORY_FILE, historyFile)
            .variable(LineReader.HISTORY_SIZE, HISTORY_SIZE)
            .variable(LineReader.HISTORY_FILE_SIZE, HISTORY_SIZE)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "… ")
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.INSERT_TAB, false)
            .build();
  }

  /// The process's own terminal.
  static JLineInput system(Path historyFile) throws IOException {
    Terminal terminal =
        TerminalBuilder.builder()
            .system(true)
            .provider(TerminalBuilder.PROP_PROVIDER_EXEC)
            .ffm(false)
            .jni(false)
            .dumb(true)
            .nativeSignals(true)
            .graphemeCluster(false)
            .build();
    return new JLineInput(terminal, historyFile);
  }

  @Override
  public @Nullable String read() throws InputInterruptedException {
    try {
      return MultilineInput.text(reader.readLine("> "));
    } catch (UserInterruptException e) {
      throw new InputInterruptedException();
    } catch (EndOfFileException e) {
      return null;
    }
  }

  @Override
  public void onInterrupt(Runnable action) {
    terminal.handle(Terminal.Signal.INT, _ -> action.run());
  }

  @Override
  public void close() {
    try {
      terminal.close();
    } catch (IOException e) {
      // The process ends; the terminal's own attributes were restored after the last line.
      System.getLogger(JLineInput.class.getName()).log(System.Logger.Level.DEBUG, "terminal", e);
    }
  }

  /// Takes a line as it stands (no quotes, no escapes) and asks for more where it is not complete.
  private static final class PromptParser extends DefaultParser {
    PromptParser() {
      setQuoteChars(null);
      setEscapeChars(null);
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
      if (context == ParseContext.ACCEPT_LINE && !MultilineInput.isComplete(line)) {
        throw new EOFError(-1, -1, "more lines follow");
      }
      return super.parse(line, cursor, context);
    }
  }
}
