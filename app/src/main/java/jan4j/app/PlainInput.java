package jan4j.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Lines from standard input without editing, for a terminal that JLine cannot drive or an output
/// that is no terminal; prompts go to standard error.
final class PlainInput implements LineInput {
  private final Console console;
  private final BufferedReader reader;

  PlainInput(Console console) {
    this.console = console;
    this.reader = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
  }

  @Override
  public @Nullable String read() {
    prompt("> ");
    StringBuilder typed = new StringBuilder();
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        typed.append(line);
        if (MultilineInput.isComplete(typed.toString())) {
          return MultilineInput.text(typed.toString());
        }
        typed.append('\n');
        prompt("… ");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read standard input", e);
    }
    return typed.isEmpty() ? null : MultilineInput.text(typed.toString());
  }

  private void prompt(String text) {
    console.err().print(text);
    console.err().flush();
  }

  @Override
  public void onInterrupt(Runnable action) {}

  @Override
  public void close() {}
}
