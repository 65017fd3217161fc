package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.testkit.Await;
import jan4j.testkit.CorePlace;
import jan4j.testkit.CoreProcess;
import jan4j.testkit.RawHttpClient;
import jan4j.testkit.RawHttpResponse;
import jan4j.wire.Json;
import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Conversations through a core that dies: real processes and a real model.
@Tag("native")
@Timeout(120)
class ConversationsProcessTest {
  private static final String THREADS = "/v1/jan4j/threads";

  @TempDir Path folder;
  private CorePlace place;

  @BeforeEach
  void makePlace() {
    place = CorePlace.in(folder);
  }

  @AfterEach
  void unlink() {
    if (place != null) {
      place.unlink();
    }
  }

  private static Map<String, Object> call(
      CoreProcess core, String method, String path, Map<String, Object> body) {
    try (RawHttpClient client = core.connect()) {
      String text = method.equals("GET") ? "" : Json.writeText(body);
      RawHttpResponse response =
          client.request(method, path, text, "Content-Type: application/json").readResponse();
      assertThat(response.status()).as(response.text()).isEqualTo(200);
      return Json.readTree(response.text());
    }
  }

  /// Starts an answer that is long.
  private static Map<String, Object> longAnswer(CoreProcess core, String thread) {
    return call(
        core,
        "POST",
        THREADS + "/" + thread + "/runs",
        Map.of("model", CoreProcess.MODEL, "max_tokens", 1900, "ignore_eos", true));
  }

  private static JanMessage message(CoreProcess core, String thread, Object id) {
    return Tree.objects(call(core, "GET", THREADS + "/" + thread, Map.of()), "messages").stream()
        .map(JanMessage::new)
        .filter(m -> m.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private String threadWithQuestion(CoreProcess core) {
    String thread = call(core, "POST", THREADS, Map.of("title", "T")).get("id").toString();
    call(
        core,
        "POST",
        THREADS + "/" + thread + "/messages",
        Map.of("role", "user", "content", "once upon a time"));
    return thread;
  }

  private long journaledBytes() {
    Path runs = place.data().resolve("jan4j").resolve("runs");
    try (var all = Files.list(runs)) {
      long sum = 0;
      for (Path path : all.toList()) {
        sum += Files.size(path);
      }
      return sum;
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void anAnswerOfAKilledCoreStandsThereAsStopped() {
    String thread;
    Object answer;
    try (CoreProcess core = CoreProcess.serving(place)) {
      thread = threadWithQuestion(core);
      answer = longAnswer(core, thread).get("message");
      Await.until("a part of the answer is journaled", () -> journaledBytes() > 1000);
      core.kill();
    }
    try (CoreProcess core = CoreProcess.serving(place)) {
      JanMessage kept = message(core, thread, answer);
      assertThat(kept.status()).isIn(JanMessage.Status.STOPPED, JanMessage.Status.READY);
      assertThat(kept.text()).isNotEmpty();
      assertThat(longAnswer(core, thread)).containsEntry("status", "pending");
    }
  }

  @Test
  void aStoppedCoreKeepsWhatItsAnswersHad() {
    String thread;
    Object answer;
    try (CoreProcess core = CoreProcess.serving(place)) {
      thread = threadWithQuestion(core);
      Map<String, Object> run = longAnswer(core, thread);
      answer = run.get("message");
      try (RawHttpClient follower = core.connect()) {
        follower.get("/v1/jan4j/runs/" + run.get("id") + "/events").readHead();
        assertThat(follower.readEvent()).startsWith("id: 1\n");
        core.terminate();
        core.awaitExit();
      }
    }
    assertThat(journaledBytes()).isZero();
    try (CoreProcess core = CoreProcess.serving(place)) {
      assertThat(message(core, thread, answer).status())
          .isIn(JanMessage.Status.STOPPED, JanMessage.Status.READY);
    }
  }
}
