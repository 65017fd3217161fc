package jan4j.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// What [RawHttpClient] read. Immutable.
public final class RawHttpResponse {
  private final String statusLine;
  private final Map<String, String> headers;
  private final byte[] body;

  RawHttpResponse(String statusLine, Map<String, String> headers, byte[] body) {
    this.statusLine = statusLine;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  /// The first line, e.g. `HTTP/1.1 200 OK`.
  public String statusLine() {
    return statusLine;
  }

  /// The number in the first line.
  public int status() {
    return Integer.parseInt(statusLine.substring(9, 12));
  }

  /// All headers by lower-case name, repeated ones joined by `, `.
  public Map<String, String> headers() {
    return headers;
  }

  /// A header's value, or the empty string.
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /// The body's bytes, decoded from chunks where it was chunked; empty after `readHead`.
  public byte[] body() {
    return body.clone();
  }

  /// The body as UTF-8 text.
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
