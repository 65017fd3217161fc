package jan4j.hub;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.egress.Egress;
import jan4j.egress.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Brings one file over HTTP, going on where an earlier try stopped. What was fetched lies in
/// `NAME.part` beside the ETag it belongs to; a server that answers with the whole file, or with
/// another version of it, starts over. Used by one thread at a time per file ([FolderLock]).
final class Downloader {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

  private final Egress egress;

  Downloader(Egress egress) {
    this.egress = egress;
  }

  /// Longest wait for the next byte before a download counts as broken off.
  private static final Duration STALL = Duration.ofSeconds(60);

  /// Fetches `url` until `part` has `sizeBytes` bytes. The content is not verified here.
  ///
  /// @throws JanException where the source cannot be reached, answers with an error, or sends more
  ///   or fewer bytes than expected; `part` then holds what came, for the next try
  void fetch(String what, URI url, Path part, long sizeBytes, ProgressListener progress)
      throws IOException {
    Path tagFile = part.resolveSibling(part.getFileName() + ".etag");
    long have = Files.exists(part) ? Files.size(part) : 0;
    String tag = Files.exists(tagFile) ? Files.readString(tagFile).strip() : "";
    if (have > sizeBytes) {
      have = 0;
    }
    if (have == sizeBytes) {
      return;
    }
    HttpResponse<InputStream> response =
        egress.send(Purpose.MODEL_DOWNLOAD, what, get(url, have, tag));
    if (have > 0 && !canGoOn(response, have, sizeBytes)) {
      response.body().close();
      have = 0;
      response = egress.send(Purpose.MODEL_DOWNLOAD, what, get(url, 0, ""));
    }
    try (InputStream body = new StallGuard(response.body(), STALL)) {
      have = begin(url, response, have, sizeBytes);
      String newTag = response.headers().firstValue("etag").orElse("");
      Files.writeString(tagFile, newTag.startsWith("W/") ? "" : newTag);
      copy("Bringing " + what, url, body, part, have, sizeBytes, progress);
    }
    Files.deleteIfExists(tagFile);
  }

  /// Whether the answer to a request for the rest is one: that rest, or the whole file. Else (416,
  /// a range that was not asked for) what is here is worth nothing.
  private static boolean canGoOn(HttpResponse<InputStream> response, long have, long sizeBytes) {
    if (response.statusCode() != 206) {
      return response.statusCode() != 416;
    }
    Matcher m = CONTENT_RANGE.matcher(response.headers().firstValue("content-range").orElse(""));
    return m.matches()
        && m.group(1).equals(Long.toString(have))
        && (m.group(2).equals("*") || m.group(2).equals(Long.toString(sizeBytes)));
  }

  private static HttpRequest get(URI url, long have, String tag) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).timeout(Egress.PATIENCE).header("Accept-Encoding", "identity");
    if (have > 0 && !tag.isEmpty()) {
      request.header("Range", "bytes=" + have + "-").header("If-Range", tag);
    }
    return request.build();
  }

  /// Where the answer's bytes belong.
  private static long begin(
      URI url, HttpResponse<InputStream> response, long have, long sizeBytes) {
    switch (response.statusCode()) {
      case 200 -> {
        long length = response.headers().firstValueAsLong("content-length").orElse(sizeBytes);
        if (length != sizeBytes) {
          throw failed(url, "it offers " + length + " bytes instead of " + sizeBytes);
        }
        return 0;
      }
      case 206 -> {
        if (have > 0) {
          return have;
        }
        throw failed(url, "it sent a part of the file when asked for the whole");
      }
      case 401, 403 -> throw failed(url, "it refuses access (HTTP " + response.statusCode() + ")");
      case 404 -> throw failed(url, "it has no such file (HTTP 404)");
      case 429 -> throw failed(url, "it asks for a pause (HTTP 429); try again in some minutes");
      default -> throw failed(url, "it answered HTTP " + response.statusCode());
    }
  }

  private static void copy(
      String title,
      URI url,
      InputStream body,
      Path part,
      long from,
      long sizeBytes,
      ProgressListener progress)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long have = from;
    try (FileChannel file =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.truncate(from);
      file.position(from);
      int n;
      while ((n = read(url, body, buffer)) > 0) {
        if (have + n > sizeBytes) {
          file.truncate(0);
          throw failed(url, "it sent more than the expected " + sizeBytes + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        have += n;
        progress.update(title, have, sizeBytes, "bytes");
      }
      file.force(true);
    }
    if (have < sizeBytes) {
      throw failed(url, "it ended after " + have + " of " + sizeBytes + " bytes");
    }
  }

  private static int read(URI url, InputStream body, byte[] buffer) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.UPSTREAM_FAILED,
          url.getHost() + " broke off (" + e.getMessage() + "); run the command again to go on",
          e);
    }
  }

  private static JanException failed(URI url, String why) {
    return new JanException(ErrorCode.UPSTREAM_FAILED, "cannot fetch " + url + ": " + why);
  }
}
