package jan4j.server;

import jan4j.core.JanException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// How the HTTP API is served.
///
/// @param host name or address to listen on; anything but a loopback name needs an API key
/// @param port 0 for any free one
/// @param apiKey what clients must send as `Authorization: Bearer` or `x-api-key`, or the empty
///   string
/// @param allowedHosts further names that a `Host` header may hold, without port
/// @param allowedOrigins further origins whose pages may call, e.g. `https://app.example`
/// @param maxInFlight most generation requests at the same time
/// @param bodyTimeout longest time that a request's body may take to arrive
/// @param writeTimeout longest time that a client may leave a stream unread
/// @param pingInterval silence after which a stream gets an SSE comment
/// @param version of Jan4j
/// @param fingerprint `system_fingerprint` of answers
public record ServerOptions(
    String host,
    int port,
    String apiKey,
    List<String> allowedHosts,
    List<String> allowedOrigins,
    int maxInFlight,
    Duration bodyTimeout,
    Duration writeTimeout,
    Duration pingInterval,
    String version,
    String fingerprint) {
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1", "[::1]");

  /// Largest accepted body, in bytes.
  public static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

  /// 127.0.0.1:1337, no key.
  public static final ServerOptions DEFAULT =
      new ServerOptions(
          "127.0.0.1",
          1337,
          "",
          List.of(),
          List.of(),
          64,
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          "0.1.0",
          "b-jan4j-0.1.0");

  public ServerOptions {
    allowedHosts = List.copyOf(allowedHosts);
    allowedOrigins = List.copyOf(allowedOrigins);
    if (port < 0 || port > 65_535) {
      throw JanException.invalid("port", "port is " + port + "; give 0 to 65535");
    }
    if (host.isBlank()) {
      throw JanException.invalid("host", "host is empty; give an address such as 127.0.0.1");
    }
    if (!apiKey.isEmpty() && apiKey.isBlank()) {
      throw JanException.invalid("api_key", "the API key is blank; give one of visible characters");
    }
    if (apiKey.isEmpty() && !isLoopback(host)) {
      throw JanException.invalid(
          "api_key",
          "refusing to listen on "
              + host
              + " without an API key, since others could use it; set a key, or listen on"
              + " 127.0.0.1");
    }
    if (maxInFlight < 1) {
      throw JanException.invalid(
          "max_in_flight", "max_in_flight is " + maxInFlight + "; give 1 or more");
    }
  }

  /// Whether only this machine can reach that host.
  static boolean isLoopback(String host) {
    return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
  }

  /// The same but for what `change` sets: `options.with(o -> o.port = 0)`.
  public ServerOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /// The components as they are being changed; for one thread, within [#with].
  public static final class Draft {
    public String host;
    public int port;
    public String apiKey;
    public List<String> allowedHosts;
    public List<String> allowedOrigins;
    public int maxInFlight;
    public Duration bodyTimeout;
    public Duration writeTimeout;
    public Duration pingInterval;
    public String version;
    public String fingerprint;

    private Draft(ServerOptions from) {
      host = from.host;
      port = from.port;
      apiKey = from.apiKey;
      allowedHosts = from.allowedHosts;
      allowedOrigins = from.allowedOrigins;
      maxInFlight = from.maxInFlight;
      bodyTimeout = from.bodyTimeout;
      writeTimeout = from.writeTimeout;
      pingInterval = from.pingInterval;
      version = from.version;
      fingerprint = from.fingerprint;
    }

    private ServerOptions options() {
      return new ServerOptions(
          host,
          port,
          apiKey,
          allowedHosts,
          allowedOrigins,
          maxInFlight,
          bodyTimeout,
          writeTimeout,
          pingInterval,
          version,
          fingerprint);
    }
  }

  /// Leaves the key out.
  @Override
  public String toString() {
    return "ServerOptions[" + host + ":" + port + (apiKey.isEmpty() ? "" : ", with key") + "]";
  }
}
