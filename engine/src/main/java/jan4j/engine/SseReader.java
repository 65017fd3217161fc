package jan4j.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads the data of server-sent events (WHATWG HTML, section 9.2), each at most
/// [#MAX_EVENT_LENGTH] characters long. One thread.
final class SseReader {
  static final int MAX_EVENT_LENGTH = 8 * 1024 * 1024;

  private static final String DATA = "data:";

  private final BufferedReader in;

  SseReader(InputStream in) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /// The data of the next event, or null at the end of the stream.
  ///
  /// @throws IOException where the stream broke or an event is too long
  @Nullable String next() throws IOException {
    StringBuilder data = new StringBuilder();
    boolean any = false;
    for (String line = line(); line != null; line = line()) {
      if (line.startsWith(DATA)) {
        data.append(any ? "\n" : "").append(line.substring(line.startsWith("data: ") ? 6 : 5));
        any = true;
        check(data);
      } else if (line.isEmpty() && any) {
        return data.toString();
      }
    }
    return any ? data.toString() : null;
  }

  private @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
        check(line);
      }
    }
    return line.toString();
  }

  private static void check(StringBuilder text) throws IOException {
    if (text.length() > MAX_EVENT_LENGTH) {
      throw new IOException("an event is over " + MAX_EVENT_LENGTH + " characters long");
    }
  }
}
