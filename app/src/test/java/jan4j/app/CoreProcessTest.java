package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.testkit.CorePlace;
import jan4j.testkit.CoreProcess;
import jan4j.testkit.RawHttpClient;
import jan4j.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a core ends, and what it leaves: real processes.
@Tag("native")
@Timeout(120)
class CoreProcessTest {
  private static final int SIGTERM_EXIT = 143;

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

  /// A stream that has begun.
  private static RawHttpClient stream(CoreProcess core) {
    String body =
        Json.writeText(
            Map.of(
                "model",
                CoreProcess.MODEL,
                "prompt",
                "once upon a time",
                "max_tokens",
                1900,
                "stream",
                true,
                "ignore_eos",
                true));
    RawHttpClient client = core.connect().postJson("/v1/completions", body);
    assertThat(client.readHead().status()).isEqualTo(200);
    assertThat(client.readEvent()).contains("text_completion");
    return client;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aKilledCoreLeavesNoWorker(boolean busy) {
    try (CoreProcess core = CoreProcess.serving(place)) {
      ProcessHandle worker = core.worker();
      assertThat(worker.isAlive()).isTrue();
      RawHttpClient client = busy ? stream(core) : core.connect();
      core.kill();
      assertThat(CoreProcess.isGoneWithin(worker, 2)).isTrue();
      client.close();
      assertThat(core.leftovers()).containsExactly(place.coreFile());
    }
  }

  @Test
  void sigtermEndsStreamsWithAnErrorAndLeavesNothing() {
    try (CoreProcess core = CoreProcess.serving(place)) {
      ProcessHandle worker = core.worker();
      try (RawHttpClient client = stream(core)) {
        core.terminate();
        String last = "";
        for (String event = client.readEvent(); !event.isEmpty(); event = client.readEvent()) {
          last = event;
        }
        assertThat(last)
            .satisfiesAnyOf(
                e -> assertThat(e).contains("\"error\"", "engine_unavailable", "shutting down"),
                e -> assertThat(e).contains("[DONE]"));
      }
      assertThat(core.awaitExit()).isEqualTo(SIGTERM_EXIT);
      assertThat(CoreProcess.isGoneWithin(worker, 2)).isTrue();
      assertThat(core.leftovers()).isEmpty();
    }
  }

  @Test
  void sigtermWhileNothingRunsLeavesNothing() {
    try (CoreProcess core = CoreProcess.serving(place)) {
      ProcessHandle worker = core.worker();
      core.terminate();
      assertThat(core.awaitExit()).isEqualTo(SIGTERM_EXIT);
      assertThat(CoreProcess.isGoneWithin(worker, 2)).isTrue();
      assertThat(core.leftovers()).isEmpty();
    }
  }

  @Test
  void aSecondCoreOnTheDataFolderSaysWhoHasItAndLeavesTheFirstAlone() {
    try (CoreProcess first = CoreProcess.serving(place)) {
      URI url = first.url();
      try (CoreProcess second = CoreProcess.launch(place, "--port", "" + url.getPort())) {
        assertThat(second.awaitExit()).isEqualTo(ExitCode.FAILURE);
        assertThat(second.printed())
            .anySatisfy(line ->
                assertThat(line).contains("127.0.0.1:" + url.getPort(), "is in use by process"));
      }
      assertThat(first.url()).isEqualTo(url);
      try (RawHttpClient client = first.connect()) {
        assertThat(client.get("/health").readResponse().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void theFileOfADeadCoreIsNoHindrance() throws IOException {
    long dead;
    try (CoreProcess core = CoreProcess.serving(place)) {
      ProcessHandle worker = core.worker();
      dead = worker.parent().orElseThrow().pid();
      core.kill();
      assertThat(CoreProcess.isGoneWithin(worker, 2)).isTrue();
    }
    assertThat(Files.readString(place.coreFile())).contains("" + dead);
    assertThat(RunningCore.find(place.coreFile().getParent())).isEmpty();
    try (CoreProcess core = CoreProcess.serving(place)) {
      RunningCore file = RunningCore.find(place.coreFile().getParent()).orElseThrow();
      assertThat(file.pid()).isNotEqualTo(dead);
      assertThat(file.started()).isAfter(Instant.EPOCH);
      core.terminate();
      assertThat(core.awaitExit()).isEqualTo(SIGTERM_EXIT);
      assertThat(core.leftovers()).isEmpty();
    }
  }
}
