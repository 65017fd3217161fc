package jan4j.store;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.wire.jan.JanMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that writes is killed again and again; nothing that it said was kept may be gone.
/// `-Djan4j.store.kills=1000` kills more often, `-Djan4j.store.seed=7` elsewhere.
class CrashTest {
  private static final int KILLS = Integer.getInteger("jan4j.store.kills", 8);
  private static final long SEED = Long.getLong("jan4j.store.seed", 1);

  @TempDir Path root;
  private final Map<String, Map<String, Long>> messages = new HashMap<>();
  private final Map<String, List<String>> titles = new HashMap<>();
  private final Map<String, Map<String, Long>> answers = new HashMap<>();
  private int acknowledged;

  @Test
  void aKilledWriterLosesNothingThatItAcknowledged() throws Exception {
    Random random = new Random(SEED);
    Path folder = root.resolve("0");
    for (int kill = 0; kill < KILLS; kill++) {
      if (kill % 25 == 0) {
        folder = root.resolve(Integer.toString(kill)); // files would grow without end
        messages.clear();
        titles.clear();
        answers.clear();
      }
      writeUntilKilled(folder, SEED * 1_000_003 + kill, random.nextInt(60));
      assertNothingIsLost(folder, kill);
    }
    assertThat(acknowledged).isGreaterThan(KILLS);
  }

  private void writeUntilKilled(Path folder, long seed, int afterLines) throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                CrashWriter.class.getName(),
                folder.toString(),
                Long.toString(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = writer.inputReader(StandardCharsets.UTF_8)) {
      int lines = 0;
      for (String line = said.readLine(); line != null; line = readWhole(said)) {
        note(line);
        if (lines++ == afterLines) {
          writer.toHandle().destroyForcibly(); // leaves the pipe readable
        }
      }
    }
    assertThat(writer.waitFor()).as("killed, not failed").isEqualTo(137);
  }

  /// The last line may be torn by the kill; it is no acknowledgement then.
  private static String readWhole(BufferedReader said) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = said.read(); c >= 0; c = said.read()) {
      if (c == '\n') {
        return line.toString();
      }
      line.append((char) c);
    }
    return null;
  }

  private void note(String line) {
    acknowledged++;
    String[] words = line.split(" ");
    switch (words[0]) {
      case "message" ->
          messages
              .computeIfAbsent(words[1], _ -> new HashMap<>())
              .put(words[2], Long.valueOf(words[3]));
      case "title" -> titles.computeIfAbsent(words[1], _ -> new ArrayList<>()).add(words[2]);
      case "answer" ->
          answers
              .computeIfAbsent(words[1], _ -> new HashMap<>())
              .put(words[2], Long.valueOf(words[3]));
      default -> throw new AssertionError("the writer said: " + line);
    }
  }

  private void assertNothingIsLost(Path folder, int kill) {
    try (Store store = Store.open(new StoreFolder(folder), StoreEdges.system())) {
      for (String thread : titles.keySet()) {
        Conversation conversation = store.threads().open(new ThreadId(thread));
        assertThat(conversation.thread().readable()).isTrue();
        assertThat(conversation.notices()).as("kill %s", kill).isEmpty();
        assertMessages(conversation, kill);
      }
    }
  }

  private void assertMessages(Conversation conversation, int kill) {
    String thread = conversation.thread().id().value();
    messages
        .getOrDefault(thread, Map.of())
        .forEach((id, checksum) -> {
          JanMessage message = conversation.tree().find(id).orElse(null);
          assertThat(message).as("kill %s: message %s of %s", kill, id, thread).isNotNull();
          assertThat(CrashWriter.checksum(message.text())).isEqualTo(checksum);
        });
    answers
        .getOrDefault(thread, Map.of())
        .forEach((id, length) -> {
          JanMessage message = conversation.tree().find(id).orElse(null);
          assertThat(message).as("kill %s: answer %s of %s", kill, id, thread).isNotNull();
          assertThat(message.text().length()).isGreaterThanOrEqualTo(length.intValue());
        });
  }
}
