package jan4j.server;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What every request passes before its route, unknown routes included: `Host` (against DNS
/// rebinding), `Origin` (against foreign pages), API key. Thread-safe.
final class RequestGate implements Filter {
  private static final HeaderName API_KEY = HeaderNames.create("x-api-key");
  private static final HeaderName ALLOW_PRIVATE_NETWORK =
      HeaderNames.create("Access-Control-Allow-Private-Network");
  private static final HeaderName REQUEST_PRIVATE_NETWORK =
      HeaderNames.create("Access-Control-Request-Private-Network");
  private static final Set<String> WILDCARD_HOSTS = Set.of("0.0.0.0", "::", "[::]");

  private final ApiKey key;
  private final Set<String> hosts = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
  private final Set<String> origins = new HashSet<>();

  RequestGate(ServerOptions options) {
    key = new ApiKey(options.apiKey());
    if (!WILDCARD_HOSTS.contains(options.host())) {
      hosts.add(literal(options.host()));
    }
    options.allowedHosts().forEach(h -> hosts.add(literal(h)));
    options.allowedOrigins().forEach(o -> origins.add(o.toLowerCase(Locale.ROOT)));
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    WatchedConnection connection = WatchedConnection.CURRENT.get();
    connection.serving(true);
    try {
      String host = checkHost(request, connection);
      boolean preflight = isPreflight(request);
      checkOrigin(request, response, host);
      if (preflight) {
        answerPreflight(request, response);
        return;
      }
      checkKey(request);
      chain.proceed();
    } finally {
      connection.serving(false);
    }
  }

  private String checkHost(RoutingRequest request, WatchedConnection connection) {
    List<String> values = request.headers().all(HeaderNames.HOST, List::of);
    if (values.size() != 1 || values.getFirst().isBlank()) {
      throw new JanException(
          ErrorCode.INVALID_REQUEST,
          "the request has " + values.size() + " usable Host headers; send exactly one");
    }
    String host = values.getFirst().toLowerCase(Locale.ROOT);
    String name = withoutPort(host);
    if (!hosts.contains(name) && !name.equals(literal(connection.localAddress()))) {
      throw new JanException(
          ErrorCode.FORBIDDEN,
          "the Host header names none of this server's hosts; call it as localhost or 127.0.0.1,"
              + " or start it with that host allowed");
    }
    if (!request.prologue().uriPath().rawPath().startsWith("/")) {
      throw new JanException(
          ErrorCode.INVALID_REQUEST, "the request target is no path; send one that begins with /");
    }
    return host;
  }

  private void checkOrigin(RoutingRequest request, RoutingResponse response, String host) {
    List<String> values = request.headers().all(HeaderNames.ORIGIN, List::of);
    if (values.isEmpty()) {
      return;
    }
    String origin = values.size() == 1 ? values.getFirst().toLowerCase(Locale.ROOT) : "";
    if (origin.equals("http://" + host)) {
      return;
    }
    if (!origins.contains(origin)) {
      throw new JanException(
          ErrorCode.FORBIDDEN,
          "pages of that origin may not call this server; start it with the origin allowed");
    }
    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, values.getFirst());
    response.header(HeaderNames.VARY, "Origin");
  }

  private static boolean isPreflight(RoutingRequest request) {
    ServerRequestHeaders headers = request.headers();
    return request.prologue().method().equals(Method.OPTIONS)
        && headers.contains(HeaderNames.ORIGIN)
        && headers.contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
  }

  private static void answerPreflight(RoutingRequest request, RoutingResponse response) {
    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST");
    response.header(
        HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "content-type, authorization, x-api-key");
    if (request.headers().contains(REQUEST_PRIVATE_NETWORK)) {
      response.header(ALLOW_PRIVATE_NETWORK, "true");
    }
    response.status(Status.NO_CONTENT_204).send();
  }

  private void checkKey(RoutingRequest request) {
    if (request.prologue().uriPath().rawPath().equals("/health")) {
      return;
    }
    String authorization = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    String bearer =
        authorization.regionMatches(true, 0, "Bearer ", 0, 7)
            ? authorization.substring(7).strip()
            : "";
    if (!key.matches(bearer) && !key.matches(request.headers().first(API_KEY).orElse(""))) {
      throw new JanException(
          ErrorCode.INVALID_API_KEY,
          "the API key is missing or wrong; send \"Authorization: Bearer <key>\"");
    }
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    boolean hasPort =
        colon > host.lastIndexOf(']')
            && host.substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9');
    return hasPort ? host.substring(0, colon) : host;
  }

  /// As it stands in a Host header: an IPv6 address in brackets, without its zone.
  private static String literal(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    if (lower.indexOf(':') < 0 || lower.startsWith("[")) {
      return lower;
    }
    int zone = lower.indexOf('%');
    String address = zone < 0 ? lower : lower.substring(0, zone);
    return "[" + (address.equals("0:0:0:0:0:0:0:1") ? "::1" : address) + "]";
  }
}
