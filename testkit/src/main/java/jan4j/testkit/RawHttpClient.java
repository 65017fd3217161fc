package jan4j.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// One HTTP/1.1 connection to this machine, spoken by hand: sends exactly the bytes that a test
/// gives, malformed ones too, and hands back exactly the bytes that came. For one thread; a read
/// that takes longer than [Await#LIMIT] fails the test.
public final class RawHttpClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private boolean chunked;
  private long chunkLeft;
  private boolean bodyEnded;

  private RawHttpClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /// Connects to a port of the loopback address.
  public static RawHttpClient connect(int port) {
    try {
      Socket socket = new Socket();
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          (int) Await.LIMIT.toMillis());
      socket.setSoTimeout((int) Await.LIMIT.toMillis());
      socket.setTcpNoDelay(true);
      return new RawHttpClient(socket);
    } catch (IOException e) {
      throw new UncheckedIOException("connecting to port " + port, e);
    }
  }

  /// Sends bytes as they are.
  public RawHttpClient send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("sending " + bytes.length + " bytes", e);
    }
  }

  /// Sends text as UTF-8; line ends are the caller's (`\r\n`).
  public RawHttpClient send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Sends a well-formed request. `Host` and, with a body, `Content-Length` are added.
  ///
  /// @param headers lines such as `Authorization: Bearer x`
  public RawHttpClient request(String method, String path, String body, String... headers) {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    if (List.of(headers).stream().noneMatch(h -> h.toLowerCase(Locale.ROOT).startsWith("host:"))) {
      head.append("Host: 127.0.0.1:").append(socket.getPort()).append("\r\n");
    }
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 || !method.equals("GET")) {
      head.append("Content-Length: ").append(bytes.length).append("\r\n");
    }
    return send(head.append("\r\n").toString()).send(bytes);
  }

  /// Sends a GET request.
  public RawHttpClient get(String path, String... headers) {
    return request("GET", path, "", headers);
  }

  /// Sends a POST request with a JSON body.
  public RawHttpClient postJson(String path, String json, String... headers) {
    String[] all = new String[headers.length + 1];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Type: application/json";
    return request("POST", path, json, all);
  }

  /// Reads a whole response.
  public RawHttpResponse readResponse() {
    RawHttpResponse head = readHead();
    return new RawHttpResponse(head.statusLine(), head.headers(), readBody());
  }

  /// Reads a response up to the end of its headers; its body is empty. Then [#readBody],
  /// [#readEvent] or [#read] go on.
  public RawHttpResponse readHead() {
    String statusLine = readLine();
    Map<String, String> headers = new TreeMap<>();
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (a, b) -> a + ", " + b);
    }
    String[] words = statusLine.split(" ", 3);
    chunked = headers.getOrDefault("transfer-encoding", "").contains("chunked");
    bodyEnded = words[1].equals("204") || words[1].equals("304");
    chunkLeft =
        chunked ? 0 : Long.parseLong(headers.getOrDefault("content-length", "" + Long.MAX_VALUE));
    return new RawHttpResponse(statusLine, headers, new byte[0]);
  }

  /// Reads the rest of the body.
  public byte[] readBody() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int b = read(); b >= 0; b = read()) {
      out.write(b);
    }
    return out.toByteArray();
  }

  /// Reads one server-sent event: the exact bytes up to and with the empty line that ends it. Empty
  /// at the end of the body; bytes without an empty line at the end are an error.
  public String readEvent() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int last = 0;
    for (int b = read(); b >= 0; b = read()) {
      out.write(b);
      if (b == '\n' && last == '\n') {
        return out.toString(StandardCharsets.UTF_8);
      }
      if (b != '\r') {
        last = b;
      }
    }
    if (out.size() > 0) {
      throw new AssertionError("the stream ended within an event: " + out);
    }
    return "";
  }

  /// Reads one byte of the body, decoded from chunks; -1 at its end.
  public int read() {
    if (!bodyEnded && chunked && chunkLeft == 0) {
      chunkLeft = Long.parseLong(readLine().split(";", 2)[0].strip(), 16);
      if (chunkLeft == 0) {
        skipTrailers();
        bodyEnded = true;
      }
    }
    if (bodyEnded || chunkLeft == 0) {
      return -1;
    }
    int b = readRaw();
    if (b < 0 && chunked) {
      throw new AssertionError("the connection ended within a chunk");
    }
    chunkLeft--;
    if (chunked && chunkLeft == 0) {
      readLine();
    }
    return b;
  }

  private void skipTrailers() {
    String line;
    do {
      line = readLine();
    } while (!line.isEmpty());
  }

  /// Reads one byte as it came; -1 when the server closed its side.
  public int readRaw() {
    try {
      return in.read();
    } catch (SocketException e) {
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from port " + socket.getPort(), e);
    }
  }

  /// Reads away what is left until the server closes the connection.
  ///
  /// @throws UncheckedIOException where it stays open for [Await#LIMIT]
  public void awaitClosedByServer() {
    int b;
    do {
      b = readRaw();
    } while (b >= 0);
  }

  /// Ends the sending side alone.
  public RawHttpClient endSending() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("ending the sending side", e);
    }
  }

  /// Breaks the connection off with a reset, as a client that crashed.
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("resetting the connection", e);
    }
  }

  private String readLine() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int b = readRaw(); b != '\n'; b = readRaw()) {
      if (b < 0) {
        throw new AssertionError("the server closed the connection within a line: \"" + out + "\"");
      }
      out.write(b);
    }
    String line = out.toString(StandardCharsets.ISO_8859_1);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the connection", e);
    }
  }
}
