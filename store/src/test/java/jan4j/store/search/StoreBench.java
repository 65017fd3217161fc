package jan4j.store.search;

import jan4j.store.NewMessage;
import jan4j.store.NewThread;
import jan4j.store.Store;
import jan4j.store.StoreEdges;
import jan4j.store.StoreFolder;
import jan4j.store.ThreadId;
import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanMessageWriter;
import jan4j.wire.jan.JanPart;
import jan4j.wire.jan.JanThread;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntConsumer;

/// Measures, and asserts nothing: `StoreBench FOLDER`. 1,000 threads with 50,000 messages, an
/// eighth of them Chinese; indexing from nothing, search, opening a thread, keeping a message.
final class StoreBench {
  private static final int THREADS = 1000;
  private static final int MESSAGES = 50;
  private static final int ROUNDS = 500;
  private static final String HAN = "今天的天气很好我们去公园散步吧模型显存不够需要更多内存问题回答语言学习时间工作";

  private final Random random = new Random(7);
  private final String[] words = new String[5000];

  private StoreBench() {
    for (int i = 0; i < words.length; i++) {
      StringBuilder word = new StringBuilder();
      int length = 3 + random.nextInt(7);
      for (int k = 0; k < length; k++) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      words[i] = word.toString();
    }
  }

  public static void main(String[] args) {
    new StoreBench().run(new StoreFolder(Path.of(args[0])));
  }

  private void run(StoreFolder folder) {
    try (Store store = Store.open(folder, StoreEdges.system())) {
      if (store.threads().list().isEmpty()) {
        fill(store);
      }
      List<ThreadId> ids = store.threads().list().stream().map(t -> t.id()).toList();
      long start = System.nanoTime();
      try (SearchIndex index = SearchIndex.open(folder.searchIndex())) {
        try (Indexer indexer = new Indexer(store.threads(), index)) {
          indexer.catchUp();
        }
        say("index %d messages: %.1f s", THREADS * MESSAGES, (System.nanoTime() - start) / 1e9);
        memory("after indexing");
        measure("search one word", i -> index.search(SearchQuery.of(word())));
        measure("search two words", i -> index.search(SearchQuery.of(word() + " " + word())));
        measure("search Chinese", i -> index.search(SearchQuery.of(han(2))));
      }
      measure("open a thread", i -> store.threads().open(ids.get(random.nextInt(ids.size()))));
      measure("list all threads", i -> store.threads().list());
      ThreadId id = store.threads().create(NewThread.titled("bench")).id();
      measure("keep a message", i -> store.threads().append(id, NewMessage.text("user", text())));
      store.threads().delete(id);
      memory("at the end");
    }
  }

  private void fill(Store store) {
    for (int t = 0; t < THREADS; t++) {
      String id = "bench-" + t;
      Instant time = Instant.ofEpochSecond(1_750_000_000L + t * 1000L);
      List<JanMessage> messages = new ArrayList<>();
      JanMessage.Parent parent = new JanMessage.Parent.None();
      for (int m = 0; m < MESSAGES; m++) {
        String message = id + "-" + m;
        messages.add(
            new JanMessageWriter(id, message, m % 2 == 0 ? "user" : "assistant")
                .parts(List.of(new JanPart.Text(text())))
                .times(time.plusSeconds(m), time.plusSeconds(m))
                .parent(parent)
                .message());
        parent = new JanMessage.Parent.Of(message);
      }
      store.threads().add(JanThread.create(id, word() + " " + word(), time), messages);
    }
  }

  private String text() {
    if (random.nextInt(8) == 0) {
      return han(150);
    }
    StringBuilder out = new StringBuilder();
    int count = 20 + random.nextInt(100);
    for (int i = 0; i < count; i++) {
      out.append(word()).append(i % 12 == 11 ? ". " : " ");
    }
    return out.toString();
  }

  private String word() {
    return words[(int) (words.length * Math.pow(random.nextDouble(), 3))];
  }

  private String han(int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append(HAN.charAt(random.nextInt(HAN.length())));
    }
    return out.toString();
  }

  private static void measure(String what, IntConsumer action) {
    for (int i = 0; i < ROUNDS / 5; i++) {
      action.accept(i);
    }
    long[] nanos = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      action.accept(i);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    say(
        "%s: median %.2f ms, p95 %.2f ms, most %.2f ms",
        what, nanos[ROUNDS / 2] / 1e6, nanos[ROUNDS * 95 / 100] / 1e6, nanos[ROUNDS - 1] / 1e6);
  }

  private static void memory(String when) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    say("heap %s: %.0f MB", when, (runtime.totalMemory() - runtime.freeMemory()) / 1e6);
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
