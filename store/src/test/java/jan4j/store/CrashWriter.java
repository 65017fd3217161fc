package jan4j.store;

import jan4j.core.FinishReason;
import jan4j.core.Generation;
import jan4j.core.GenerationEvent;
import jan4j.core.GenerationRequest;
import jan4j.core.Message;
import jan4j.core.ModelId;
import jan4j.core.Prompt;
import jan4j.core.Role;
import jan4j.core.Sampling;
import jan4j.core.Usage;
import jan4j.wire.jan.JanMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.zip.CRC32;

/// The process that [CrashTest] kills: it writes as fast as it can and says on standard output what
/// was acknowledged: `message <thread> <id> <checksum of the text>`, `title <thread> <title>`,
/// `answer <thread> <id> <characters that were journaled>`.
final class CrashWriter {
  private static final int THREADS = 5;

  private final ThreadStore threads;
  private final Random random;
  private final Runs runs;
  private Runnable journal = () -> {};

  private CrashWriter(ThreadStore threads, long seed) {
    this.threads = threads;
    this.random = new Random(seed);
    this.runs =
        new Runs(
            threads,
            _ -> new Pieces(),
            (_, action) -> {
              journal = action;
              return () -> {};
            });
  }

  public static void main(String[] args) {
    Store store = Store.open(new StoreFolder(Path.of(args[0])), StoreEdges.system());
    CrashWriter writer = new CrashWriter(store.threads(), Long.parseLong(args[1]));
    for (int step = 0; ; step++) {
      writer.step(step);
    }
  }

  private void step(int step) {
    List<StoredThread> all = threads.list();
    if (all.size() < THREADS) {
      StoredThread made = threads.create(NewThread.titled("new"));
      say("title " + made.id() + " new");
      return;
    }
    ThreadId thread = all.get(random.nextInt(all.size())).id();
    switch (random.nextInt(10)) {
      case 0 -> {
        String title = "t" + random.nextInt(1000);
        threads.update(thread, "", t -> t.withTitle(title));
        say("title " + thread + " " + title);
      }
      case 1, 2 -> answer(thread);
      case 3 -> edit(thread);
      default -> {
        String text = "text " + step + "x".repeat(random.nextInt(20_000));
        message(thread, threads.append(thread, NewMessage.text("user", text)));
      }
    }
  }

  private void edit(ThreadId thread) {
    List<String> ids = threads.open(thread).tree().activePath();
    if (!ids.isEmpty()) {
      String id = ids.get(random.nextInt(ids.size()));
      message(thread, threads.edit(thread, id, NewMessage.text("user", "edited " + id)));
      threads.select(thread, id);
    }
  }

  private void answer(ThreadId thread) {
    Run run =
        runs.start(
            new RunRequest(
                thread,
                threads.open(thread).tree().activeLeaf(),
                new GenerationRequest(
                    "r",
                    new ModelId("m"),
                    new Prompt.Chat(List.of(Message.of(Role.USER, "x")), List.of(), Map.of()),
                    Sampling.DEFAULT,
                    -1,
                    List.of(),
                    -1,
                    true,
                    false,
                    jan4j.core.AnswerForm.FREE),
                List.of(),
                Map.of()));
    try (RunFollower follower = run.follow(0)) {
      while (follower.hasNext()) {
        long id = follower.next().id();
        if (id % 7 == 0) {
          journal.run();
          say("answer " + thread + " " + run.messageId() + " " + (id - 1) * Pieces.PIECE.length());
        }
      }
    }
    message(thread, threads.open(thread).tree().find(run.messageId()).orElseThrow());
  }

  private static void message(ThreadId thread, JanMessage message) {
    say("message " + thread + " " + message.id() + " " + checksum(message.text()));
  }

  static long checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /// An answer of a few pieces, after a first event without text.
  private static final class Pieces implements Generation {
    static final String PIECE = "piece ";
    private static final int COUNT = 30;
    private int given;

    @Override
    public boolean hasNext() {
      return given < COUNT + 2;
    }

    @Override
    public GenerationEvent next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      given++;
      if (given == 1) {
        return new GenerationEvent.Started(1, 0);
      }
      return given <= COUNT + 1
          ? new GenerationEvent.TextDelta(PIECE, List.of())
          : new GenerationEvent.Finished(FinishReason.STOP, "", Usage.NONE);
    }

    @Override
    public void close() {}
  }
}
