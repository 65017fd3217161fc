package jan4j.server;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import jan4j.core.Engine;
import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.wire.Json;
import jan4j.wire.openai.RequestMapper;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The HTTP API of one engine. Started by [#start]; [#close] ends every stream with an error event
/// and stops listening, but leaves the engine to its owner. Thread-safe.
public final class JanServer implements AutoCloseable {
  private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(2);
  private static final int MAX_CONNECTIONS = 1024;

  private final WebServer server;
  private final InFlight inFlight;
  private final String host;

  private JanServer(WebServer server, InFlight inFlight, String host) {
    this.server = server;
    this.inFlight = inFlight;
    this.host = host;
  }

  /// Starts to listen.
  ///
  /// @param loadedModels how many models are loaded now, for `/health`
  /// @throws JanException where the port is taken or the host is not this machine's
  public static JanServer start(
      ServerOptions options, Engine engine, IntSupplier loadedModels, Clock clock) {
    return start(options, engine, loadedModels, Sources.system(clock));
  }

  /// Starts to listen, with the routes of a person's conversations.
  ///
  /// @param loadedModels how many models are loaded now, for `/health`
  /// @throws JanException where the port is taken or the host is not this machine's
  public static JanServer start(
      ServerOptions options,
      Engine engine,
      IntSupplier loadedModels,
      Clock clock,
      Conversations conversations) {
    return start(options, engine, loadedModels, Sources.system(clock), conversations);
  }

  /// Where times and names come from; tests fix them.
  ///
  /// @param nanos a clock for lengths of time
  /// @param ids a fresh name for each request
  record Sources(Clock clock, LongSupplier nanos, Supplier<String> ids) {
    static Sources system(Clock clock) {
      return new Sources(
          clock, System::nanoTime, () -> UUID.randomUUID().toString().replace("-", ""));
    }
  }

  static JanServer start(
      ServerOptions options, Engine engine, IntSupplier loadedModels, Sources sources) {
    return start(options, engine, loadedModels, sources, null);
  }

  static JanServer start(
      ServerOptions options,
      Engine engine,
      IntSupplier loadedModels,
      Sources sources,
      @Nullable Conversations conversations) {
    InFlight inFlight = new InFlight(options.maxInFlight());
    Serving serving =
        new Serving(
            inFlight,
            new BodyReader(ServerOptions.MAX_BODY_BYTES, options.bodyTimeout()),
            new Pinger(options.pingInterval(), options.writeTimeout()),
            sources.clock(),
            sources.nanos(),
            sources.ids(),
            options.fingerprint());
    Models models = new Models(engine);
    InfoRoutes info = new InfoRoutes(engine, models, options.version(), loadedModels);
    HttpRouting.Builder routing = HttpRouting.builder();
    routing.addFilter(new RequestGate(options));
    routing.error(Throwable.class, ErrorEdge::handle);
    if (conversations != null) {
      new ConversationRoutes(conversations, serving.bodyReader()).addTo(routing);
      new OpenAiConversations(conversations.store().threads(), serving.bodyReader()).addTo(routing);
      new RunRoutes(conversations, serving, new RequestMapper(models)).addTo(routing);
    }
    addRoutes(routing, engine, serving, info, models);
    return new JanServer(listen(options, routing), inFlight, options.host());
  }

  /// Starts to listen, without a count of loaded models.
  public static JanServer start(ServerOptions options, Engine engine) {
    return start(options, engine, () -> 0, Clock.systemUTC());
  }

  private static void addRoutes(
      HttpRouting.Builder routing, Engine engine, Serving serving, InfoRoutes info, Models models) {
    RequestMapper mapper = new RequestMapper(models);
    get(routing, "/", info::root);
    get(routing, "/health", info::health);
    get(routing, "/v1/models", info::models);
    get(routing, InfoRoutes.MODELS + "*", info::model);
    post(
        routing,
        "/v1/chat/completions",
        new GenerationRoute(new Endpoints.Chat(mapper, serving.nanos()), engine, serving));
    post(
        routing,
        "/v1/completions",
        new GenerationRoute(new Endpoints.Completions(mapper, serving.nanos()), engine, serving));
    routing.any((_, _) -> {
      throw new JanException(
          ErrorCode.NOT_FOUND, "there is no such route; GET / lists those that there are");
    });
  }

  private static void get(HttpRouting.Builder routing, String path, Handler handler) {
    routing.get(path, handler).head(path, handler).any(path, refuseMethod("GET, HEAD"));
  }

  private static void post(HttpRouting.Builder routing, String path, Handler handler) {
    routing.post(path, handler).any(path, refuseMethod("POST"));
  }

  private static Handler refuseMethod(String allowed) {
    return (_, response) -> {
      response.header(HeaderNames.ALLOW, allowed);
      throw new JanException(
          ErrorCode.METHOD_NOT_ALLOWED, "this route does not take that method; use " + allowed);
    };
  }

  /// Loads the classes that [#start] needs, so that it is quick. Touches no port; may run on any
  /// thread.
  public static void prepare() {
    Json.write(Map.of());
    configure(ServerOptions.DEFAULT, HttpRouting.builder());
  }

  private static WebServer listen(ServerOptions options, HttpRouting.Builder routing) {
    checkPort(options);
    WebServer server = configure(options, routing);
    if (!server.start().isRunning()) {
      throw new JanException(
          ErrorCode.INTERNAL, "listening on " + options.host() + ":" + options.port() + " failed");
    }
    return server;
  }

  private static WebServer configure(ServerOptions options, HttpRouting.Builder routing) {
    DirectHandlers.Builder direct = DirectHandlers.builder();
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      direct.addHandler(type, ErrorEdge::handleTransport);
    }
    Http1Config http = Http1Config.builder().validateRequestHeaders(true).buildPrototype();
    return WebServer.builder()
        .host(options.host())
        .port(options.port())
        .shutdownHook(false)
        .featuresDiscoverServices(false)
        .protocolsDiscoverServices(false)
        .connectionSelectors(
            List.of(new WatchedSelector(Http1ConnectionSelector.builder().config(http).build())))
        .connectionOptions(o -> o.tcpNoDelay(true))
        .maxTcpConnections(MAX_CONNECTIONS)
        .maxPayloadSize(ServerOptions.MAX_BODY_BYTES)
        .idleConnectionTimeout(Duration.ofMinutes(2))
        .idleConnectionPeriod(Duration.ofSeconds(10))
        .shutdownGracePeriod(Duration.ofMillis(500))
        .directHandlers(direct.build())
        .routing(routing)
        .build();
  }

  /// Helidon only logs a port that it cannot have, so it is tried before.
  private static void checkPort(ServerOptions options) {
    String where = options.host() + ":" + options.port();
    try (ServerSocketChannel probe = ServerSocketChannel.open()) {
      probe.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      probe.bind(new InetSocketAddress(options.host(), options.port()));
    } catch (BindException e) {
      String why = String.valueOf(e.getMessage());
      if (why.contains("assign")) {
        throw JanException.invalid(
            "host", "cannot listen on " + where + ": the address is not this machine's");
      }
      if (why.contains("ermission")) {
        throw JanException.invalid(
            "port",
            "cannot listen on " + where + ": the system keeps that port; choose one above 1023");
      }
      throw JanException.invalid(
          "port",
          "cannot listen on "
              + where
              + " ("
              + why
              + "): the port is taken, perhaps by another Jan4j or by Jan; stop that program or"
              + " choose another port, as --port "
              + (options.port() + 1));
    } catch (IOException | UnresolvedAddressException e) {
      throw JanException.invalid(
          "host", "cannot listen on " + where + ": " + e + "; check host and port");
    }
  }

  /// The port that it listens on.
  public int port() {
    return server.port();
  }

  /// Where clients on this machine reach it.
  public URI url() {
    String name = host.equals("0.0.0.0") ? "127.0.0.1" : host.equals("::") ? "[::1]" : host;
    return URI.create(
        "http://"
            + (name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name)
            + ":"
            + port());
  }

  /// Ends all requests and stops listening.
  @Override
  public void close() {
    inFlight.close(SHUTDOWN_PATIENCE);
    server.stop();
  }
}
