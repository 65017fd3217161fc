package jan4j.egress;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The only door out of the core. Every connection asks [#permit] with its purpose, leaves a line
/// in the [Ledger] whether it is allowed or not, and, where it is HTTP, goes through the one client
/// here. Thread-safe.
///
/// Redirects are followed here, hop by hop, each one judged like a first request: no plain HTTP, no
/// address of this machine or of a private network for a public purpose (both allowed by
/// [EgressPolicy#privateHosts()], though never plain HTTP after HTTPS), and no `Authorization` or
/// cookie for another host. What is refused leaves its line in the ledger too.
public final class Egress {
  /// Longest wait for a source that cannot be reached: name lookup, connection and, for a public
  /// purpose whose request sets no timeout of its own, the answer's headers, all together.
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int MAX_REDIRECTS = 10;
  private static final Duration NEXT_HOP_PATIENCE = Duration.ofSeconds(15);
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<String> SECRETS =
      Set.of("authorization", "proxy-authorization", "cookie", "x-api-key");

  private final EgressPolicy policy;
  private final Ledger ledger;
  private final Clock clock;
  private volatile @Nullable HttpClient client;
  private volatile @Nullable HttpClient loopbackClient;

  public Egress(EgressPolicy policy, Ledger ledger, Clock clock) {
    this.policy = policy;
    this.ledger = ledger;
    this.clock = clock;
  }

  /// The policy in force.
  public EgressPolicy policy() {
    return policy;
  }

  /// Asks whether a connection may be made, for a caller that makes it by other means (a subprocess
  /// such as npm).
  ///
  /// @param host where it goes, as a person would name it
  /// @param what what would be fetched or sent
  /// @throws JanException [ErrorCode#EGRESS_DENIED], which says what would have been fetched
  public void permit(Purpose purpose, String host, String what) {
    boolean allowed = policy.allows(purpose);
    if (!purpose.loopbackOnly()) {
      ledger.write(clock.instant(), purpose, host, what, allowed);
    }
    if (!allowed) {
      throw new JanException(
          ErrorCode.EGRESS_DENIED,
          (policy.offline() ? "offline mode is on" : "the purpose " + purpose.word() + " is denied")
              + ": would have fetched "
              + what
              + " from "
              + host
              + (policy.offline()
                  ? "; run it once without --offline, or switch \"offline\" off in settings.json"
                  : "; allow it in settings.json"));
    }
  }

  /// Sends a request. The caller closes the body.
  ///
  /// @param what what it fetches, for the ledger and for messages
  /// @return the answer, whatever its status, after redirects
  /// @throws JanException [ErrorCode#EGRESS_DENIED]; [ErrorCode#UPSTREAM_FAILED] or
  ///   [ErrorCode#UPSTREAM_TIMEOUT] where no answer came
  public HttpResponse<InputStream> send(Purpose purpose, String what, HttpRequest request) {
    HttpRequest next = request;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      long start = System.nanoTime();
      check(purpose, what, next.uri());
      Duration patience = (hop == 0 ? PATIENCE : NEXT_HOP_PATIENCE);
      Duration left = patience.minusNanos(System.nanoTime() - start);
      HttpResponse<InputStream> response = exchange(purpose, what, bounded(purpose, next, left));
      String location = response.headers().firstValue("location").orElse("");
      if (purpose.loopbackOnly()
          || location.isEmpty()
          || !REDIRECTS.contains(response.statusCode())) {
        return response;
      }
      closeQuietly(response.body());
      next = redirect(purpose, what, next, location);
    }
    throw new JanException(
        ErrorCode.UPSTREAM_FAILED,
        "fetching " + what + " gave up after " + MAX_REDIRECTS + " redirects at " + name(request));
  }

  /// The request with a timeout. A core may think for long before it answers; others may not.
  private static HttpRequest bounded(Purpose purpose, HttpRequest request, Duration left) {
    if (purpose.loopbackOnly() || request.timeout().isPresent()) {
      return request;
    }
    Duration atLeast = left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    return HttpRequest.newBuilder(request, (_, _) -> true).timeout(atLeast).build();
  }

  private void check(Purpose purpose, String what, URI uri) {
    String host = requireHttp(purpose, what, uri);
    permit(purpose, host, what);
    if (purpose.loopbackOnly()) {
      if (!allOf(lookUp(host, what), InetAddress::isLoopbackAddress)) {
        throw denied(purpose, what, uri, "a running core is on a loopback address only");
      }
      return;
    }
    if (policy.privateHosts()) {
      return;
    }
    if (!uri.getScheme().equalsIgnoreCase("https")) {
      throw denied(purpose, what, uri, "plain http can be read and changed on its way");
    }
    if (!isProxied(uri) && !allOf(lookUp(host, what), Addresses::isPublic)) {
      throw denied(purpose, what, uri, "the host is on this machine or in a private network");
    }
  }

  /// The host of an http or https address.
  private String requireHttp(Purpose purpose, String what, URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !Set.of("http", "https").contains(scheme)) {
      throw denied(purpose, what, uri, "only http and https addresses are fetched");
    }
    if (uri.getRawUserInfo() != null) {
      throw denied(purpose, what, uri, "the address carries a user name");
    }
    return uri.getHost();
  }

  private static boolean allOf(InetAddress[] addresses, Predicate<InetAddress> rule) {
    return Arrays.stream(addresses).allMatch(rule);
  }

  /// Where a proxy connects, names are the proxy's to look up.
  private static boolean isProxied(URI uri) {
    ProxySelector selector = ProxySelector.getDefault();
    return selector != null
        && selector.select(uri).stream().anyMatch(p -> p.type() != Proxy.Type.DIRECT);
  }

  private JanException denied(Purpose purpose, String what, URI uri, String why) {
    String host = String.valueOf(uri.getHost() == null ? uri.getScheme() : uri.getHost());
    if (!purpose.loopbackOnly()) {
      ledger.write(clock.instant(), purpose, host, what, false);
    }
    return new JanException(
        ErrorCode.EGRESS_DENIED, "fetching " + what + " from " + host + " was refused: " + why);
  }

  /// Looks a name up within [#PATIENCE]; the system's resolver alone may take half a minute.
  private static InetAddress[] lookUp(String host, String what) {
    FutureTask<InetAddress[]> task = new FutureTask<>(() -> InetAddress.getAllByName(host));
    Thread.ofPlatform().daemon().name("name lookup").start(task);
    try {
      return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new JanException(
          ErrorCode.UPSTREAM_TIMEOUT,
          "fetching " + what + ": looking up " + host + " took over 5 s; check the network",
          e);
    } catch (ExecutionException e) {
      String why =
          e.getCause() instanceof UnknownHostException ? "unknown host " : "cannot look up ";
      throw new JanException(
          ErrorCode.UPSTREAM_FAILED,
          "fetching " + what + ": " + why + host + "; check the network",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JanException(ErrorCode.CANCELLED, "fetching " + what + " was interrupted", e);
    }
  }

  private HttpResponse<InputStream> exchange(Purpose purpose, String what, HttpRequest request) {
    try {
      HttpClient through = purpose.loopbackOnly() ? loopback() : client();
      return through.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException e) {
      throw new JanException(
          ErrorCode.UPSTREAM_TIMEOUT,
          "fetching " + what + ": " + request.uri().getHost() + " did not answer in time",
          e);
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new JanException(
          ErrorCode.UPSTREAM_FAILED,
          "fetching " + what + " from " + request.uri().getHost() + " failed: " + why,
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JanException(ErrorCode.CANCELLED, "fetching " + what + " was interrupted", e);
    }
  }

  private HttpRequest redirect(Purpose purpose, String what, HttpRequest from, String location) {
    URI to;
    try {
      to = from.uri().resolve(location);
    } catch (IllegalArgumentException e) {
      throw new JanException(
          ErrorCode.UPSTREAM_FAILED,
          "fetching " + what + ": " + name(from) + " redirects to no address",
          e);
    }
    requireHttp(purpose, what, to);
    if (from.uri().getScheme().equalsIgnoreCase("https")
        && !to.getScheme().equalsIgnoreCase("https")) {
      throw denied(purpose, what, to, "a redirect leads from https to " + to.getScheme());
    }
    boolean sameHost =
        String.valueOf(from.uri().getAuthority())
            .equalsIgnoreCase(String.valueOf(to.getAuthority()));
    return HttpRequest.newBuilder(
            from, (name, _) -> sameHost || !SECRETS.contains(name.toLowerCase(Locale.ROOT)))
        .uri(to)
        .build();
  }

  private static String name(HttpRequest request) {
    return String.valueOf(request.uri().getHost());
  }

  private HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made = builder().build();
      client = made;
    }
    return made;
  }

  private HttpClient loopback() {
    HttpClient made = loopbackClient;
    if (made == null) {
      made = builder().proxy(ProxySelector.of(null)).version(HttpClient.Version.HTTP_1_1).build();
      loopbackClient = made;
    }
    return made;
  }

  private static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .connectTimeout(PATIENCE)
        .followRedirects(HttpClient.Redirect.NEVER);
  }

  private static void closeQuietly(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      System.getLogger(Egress.class.getName())
          .log(System.Logger.Level.DEBUG, "closing a redirect's body failed", e);
    }
  }
}
