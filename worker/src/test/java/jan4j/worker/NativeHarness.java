package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.LoadOptions;
import jan4j.core.Sampling;
import jan4j.llama.LlamaLibrary;
import jan4j.llama.LogSink;
import jan4j.testkit.TestEnvironment;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/// A loaded model with its loop on a thread of its own, without process and socket.
final class NativeHarness implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
  private final List<Report> unclaimed = new ArrayList<>();
  private final AbortSignal signal = new AbortSignal();
  private final Thread loopThread;
  private final Scheduler scheduler;
  private final RequestReader reader;
  private long nextId = 1;

  private record Ready(Scheduler scheduler, RequestReader reader) {}

  NativeHarness(Path model, LoadOptions options) {
    this(model, options, (_, _) -> {});
  }

  NativeHarness(Path model, LoadOptions options, Stepper.Observer observer) {
    LlamaLibrary library = LlamaLibrary.load(TestEnvironment.nativeFolder(), LogSink.NONE);
    SynchronousQueue<Object> ready = new SynchronousQueue<>();
    loopThread =
        Thread.ofPlatform()
            .name("loop")
            .start(() -> loop(library, model, options, observer, ready));
    try {
      Object result = ready.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!(result instanceof Ready now)) {
        throw new IllegalStateException("loading failed: " + result);
      }
      scheduler = now.scheduler();
      reader = now.reader();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void loop(
      LlamaLibrary library,
      Path file,
      LoadOptions options,
      Stepper.Observer observer,
      SynchronousQueue<Object> ready) {
    try {
      try (LoadedModel model =
          new ModelLoader(library, signal, _ -> {})
              .load(new Command.Load(file.toString(), options, 1))) {
        Scheduler made =
            new Scheduler(
                model, signal, reports::add, observer, new GrammarWatch(System::nanoTime));
        ready.put(new Ready(made, new RequestReader(model.facts())));
        made.run();
      } catch (RuntimeException e) {
        if (!ready.offer(e, 1, TimeUnit.SECONDS)) {
          reports.add(new Report.Dying(e.toString()));
          e.printStackTrace();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Asks for an answer.
  long start(List<Integer> prompt, int maxTokens, Sampling sampling) {
    return start(
        new Command.Generate(
            nextId,
            List.of(),
            prompt,
            sampling,
            maxTokens,
            List.of(),
            -1,
            true,
            false,
            Command.AnswerText.PLAIN));
  }

  /// Asks for a greedy answer with two alternatives per token.
  long startWithLogprobs(List<Integer> prompt, int maxTokens) {
    return start(
        new Command.Generate(
            nextId,
            List.of(),
            prompt,
            Prompts.GREEDY,
            maxTokens,
            List.of(),
            2,
            true,
            false,
            Command.AnswerText.PLAIN));
  }

  long start(Command.Generate command) {
    nextId = command.id() + 1;
    scheduler.post(new LoopMessage.Submit(reader.read(command)));
    return command.id();
  }

  long newId() {
    return nextId++;
  }

  void cancel(long id) {
    scheduler.post(new LoopMessage.Cancel(id));
  }

  void ping(long id) {
    scheduler.post(new LoopMessage.Ping(id));
  }

  int[] tokenize(List<Command.Segment> prompt) {
    return reader.tokenize(prompt);
  }

  /// All reports of an answer up to its last.
  List<Report> await(long id) {
    List<Report> own = new ArrayList<>();
    while (true) {
      Report report = next(id);
      own.add(report);
      if (report instanceof Report.Finished || report instanceof Report.Failed) {
        return own;
      }
    }
  }

  /// The next report of an answer.
  Report next(long id) {
    for (int i = 0; i < unclaimed.size(); i++) {
      if (id(unclaimed.get(i)) == id) {
        return unclaimed.remove(i);
      }
    }
    try {
      while (true) {
        Report report = reports.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (report == null || report instanceof Report.Dying) {
          throw new IllegalStateException("no report for " + id + ": " + report);
        }
        if (id(report) == id) {
          return report;
        }
        unclaimed.add(report);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long id(Report report) {
    return switch (report) {
      case Report.Started r -> r.id();
      case Report.Progress r -> r.id();
      case Report.Piece r -> r.id();
      case Report.Finished r -> r.id();
      case Report.Failed r -> r.id();
      case Report.Tokens r -> r.id();
      case Report.Pong r -> r.id();
      case Report.Hello _, Report.LoadProgress _, Report.Loaded _ -> -1;
      case Report.LoadFailed _, Report.Dying _ -> -1;
    };
  }

  /// The text of an answer.
  static String text(List<Report> reports) {
    StringBuilder out = new StringBuilder();
    for (Report report : reports) {
      if (report instanceof Report.Piece piece) {
        out.append(piece.text());
      }
    }
    return out.toString();
  }

  /// The tokens of an answer that was asked for with logprobs.
  static List<Report.Logprob> logprobs(List<Report> reports) {
    List<Report.Logprob> out = new ArrayList<>();
    for (Report report : reports) {
      if (report instanceof Report.Piece piece) {
        out.addAll(piece.logprobs());
      }
    }
    return out;
  }

  /// Kernels round differently for one row and for many, and for another place in the cache, and a
  /// model of random weights blows that up: two answers may part, but only where the best two
  /// tokens were nearly equal.
  static void assertSameUpToTies(
      List<Report.Logprob> answer, List<Report.Logprob> expected, double tie) {
    int place = 0;
    while (place < Math.min(answer.size(), expected.size())
        && answer.get(place).token() == expected.get(place).token()) {
      place++;
    }
    if (place < Math.max(answer.size(), expected.size())) {
      List<Report.Logprob> best = expected.get(place).alternatives();
      assertThat(best.get(0).logprob() - best.get(1).logprob())
          .as("the gap at token %d of %s", place, expected)
          .isLessThan(tie);
    }
  }

  static Report.Finished finished(List<Report> reports) {
    if (reports.getLast() instanceof Report.Finished finished) {
      return finished;
    }
    throw new AssertionError("not finished but " + reports.getLast());
  }

  @Override
  public void close() {
    scheduler.stop();
    try {
      loopThread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
