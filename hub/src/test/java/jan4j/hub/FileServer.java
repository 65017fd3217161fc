package jan4j.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A loopback server for one file. Thread-safe enough for a test that changes it between requests.
final class FileServer implements AutoCloseable {
  /// Answers one request.
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  volatile Answer answer;

  FileServer(byte[] content, String etag) {
    answer = exchange -> serve(exchange, content, etag);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          ranges.add(range == null ? "all" : range);
          try (exchange) {
            answer.to(exchange);
          }
        });
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/file");
  }

  /// The `Range` of each request so far; `all` where it had none.
  List<String> ranges() {
    return ranges;
  }

  /// What a correct server does.
  static void serve(HttpExchange exchange, byte[] content, String etag) throws IOException {
    exchange.getResponseHeaders().add("ETag", etag);
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null || !etag.equals(exchange.getRequestHeaders().getFirst("If-Range"))) {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
      return;
    }
    int from = Integer.parseInt(range.replaceAll("\\D", ""));
    exchange
        .getResponseHeaders()
        .add("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    exchange.sendResponseHeaders(206, content.length - from);
    exchange.getResponseBody().write(content, from, content.length - from);
  }

  /// Promises the whole file and breaks off after `length` bytes.
  static void breakOff(HttpExchange exchange, byte[] content, int length, String etag)
      throws IOException {
    exchange.getResponseHeaders().add("ETag", etag);
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content, 0, length);
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
