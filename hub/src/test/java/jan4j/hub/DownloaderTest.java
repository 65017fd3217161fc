package jan4j.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.egress.Egress;
import jan4j.egress.EgressPolicy;
import jan4j.egress.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloaderTest {
  private static final String ETAG = "\"one\"";
  private static final int SIZE = 300_000;
  private static final int CUT = 100_000;

  @TempDir Path folder;
  private final byte[] content = new byte[SIZE];
  private FileServer server;
  private Path part;

  @BeforeEach
  void start() {
    new Random(1).nextBytes(content);
    server = new FileServer(content, ETAG);
    part = folder.resolve("model.part");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void fetch() throws IOException {
    fetch(new EgressPolicy(false, Set.of(), true), SIZE);
  }

  private void fetch(EgressPolicy policy, long size) throws IOException {
    Egress egress =
        new Egress(policy, new Ledger(folder.resolve("egress.jsonl")), Clock.systemUTC());
    new Downloader(egress).fetch("a model", server.uri(), part, size, ProgressListener.NONE);
  }

  /// Leaves the first [#CUT] bytes and their ETag, as an earlier try does.
  private void leavePart() throws IOException {
    Files.write(part, Arrays.copyOf(content, CUT));
    Files.writeString(folder.resolve("model.part.etag"), ETAG);
  }

  @Test
  void aFileArrivesWhole() throws IOException {
    fetch();
    assertThat(part).hasBinaryContent(content);
    assertThat(server.ranges()).containsExactly("all");
  }

  @Test
  void aCompletePartIsNotFetchedAgain() throws IOException {
    Files.write(part, content);
    fetch();
    assertThat(server.ranges()).isEmpty();
  }

  @Test
  void aBrokenDownloadGoesOnWhereItStopped() throws IOException {
    leavePart();
    fetch();
    assertThat(part).hasBinaryContent(content);
    assertThat(server.ranges()).containsExactly("bytes=" + CUT + "-");
  }

  @Test
  void aConnectionThatBreaksOffLeavesWhatCameAndItsEtag() throws IOException {
    server.answer = exchange -> FileServer.breakOff(exchange, content, CUT, ETAG);
    assertThatThrownBy(this::fetch).isInstanceOf(JanException.class);
    byte[] came = Files.readAllBytes(part);
    assertThat(came).hasSizeLessThanOrEqualTo(CUT).isEqualTo(Arrays.copyOf(content, came.length));
    assertThat(folder.resolve("model.part.etag")).hasContent(ETAG);
  }

  @Test
  void anotherVersionOfTheFileStartsOver() throws IOException {
    leavePart();
    byte[] newer = content.clone();
    newer[0]++;
    server.answer = exchange -> FileServer.serve(exchange, newer, "\"two\"");
    fetch();
    assertThat(part).hasBinaryContent(newer);
  }

  @Test
  void aServerWithoutRangesStartsOver() throws IOException {
    leavePart();
    server.answer =
        exchange -> {
          exchange.sendResponseHeaders(200, SIZE);
          exchange.getResponseBody().write(content);
        };
    fetch();
    assertThat(part).hasBinaryContent(content);
  }

  @Test
  void aPartWithoutItsEtagStartsOver() throws IOException {
    Files.write(part, new byte[CUT]);
    fetch();
    assertThat(part).hasBinaryContent(content);
    assertThat(server.ranges()).containsExactly("all");
  }

  @Test
  void aRangeThatCannotBeServedStartsOver() throws IOException {
    leavePart();
    FileServer.Answer correct = server.answer;
    server.answer =
        exchange -> {
          server.answer = correct;
          exchange.sendResponseHeaders(416, -1);
        };
    fetch();
    assertThat(part).hasBinaryContent(content);
    assertThat(server.ranges()).containsExactly("bytes=" + CUT + "-", "all");
  }

  @Test
  void aRangeThatWasNotAskedForStartsOver() throws IOException {
    leavePart();
    FileServer.Answer correct = server.answer;
    server.answer =
        exchange -> {
          server.answer = correct;
          exchange.getResponseHeaders().add("Content-Range", "bytes 5-9/" + SIZE);
          exchange.sendResponseHeaders(206, 5);
          exchange.getResponseBody().write(content, 5, 5);
        };
    fetch();
    assertThat(part).hasBinaryContent(content);
  }

  @Test
  void anotherLengthIsRefusedBeforeAByteIsWritten() {
    assertThatThrownBy(() -> fetch(new EgressPolicy(false, Set.of(), true), SIZE - 1))
        .hasMessageContaining(SIZE + " bytes instead of " + (SIZE - 1));
    assertThat(part).doesNotExist();
  }

  @Test
  void anAnswerWithoutEndIsCutOffAtTheExpectedSize() throws IOException {
    server.answer =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 10; i++) {
            exchange.getResponseBody().write(content);
          }
        };
    assertThatThrownBy(this::fetch).hasMessageContaining("more than the expected");
    assertThat(Files.size(part)).isLessThanOrEqualTo(SIZE);
  }

  @Test
  void anErrorStatusIsNamed() {
    server.answer = exchange -> exchange.sendResponseHeaders(404, -1);
    assertThatThrownBy(this::fetch).hasMessageContaining("no such file (HTTP 404)");
  }

  @Test
  void offlineOpensNoSocket() {
    assertThatThrownBy(() -> fetch(EgressPolicy.closed(), SIZE))
        .isInstanceOfSatisfying(
            JanException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EGRESS_DENIED))
        .hasMessageContaining("a model");
    assertThat(server.ranges()).isEmpty();
  }
}
