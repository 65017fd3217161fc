package jan4j.worker;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.llama.LlamaException;
import jan4j.llama.LlamaLibrary;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.FrameChannel;
import jan4j.wire.worker.Report;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The life of a worker: its threads and how it ends.
///
/// | thread | what it does |
/// | --- | --- |
/// | main | reads commands, checks and tokenises requests |
/// | loop | loads the model, runs the [Scheduler], frees everything, ends the process |
/// | writer | turns reports into frames ([Outbox]) |
/// | stdin | waits for the end of stdin |
/// | watch | ends the process where the grammar code does not come back |
///
/// Whatever ends it (a stop command, the end of stdin or of the socket), the loop is told to stop,
/// has 1.5 s to leave its decode call and free the model, and then the process is halted.
final class WorkerProcess {
  static final int STOPPED = 0;
  static final int LOAD_FAILED = 3;
  static final int PROTOCOL_MISMATCH = 4;
  static final int GRAMMAR_STUCK = 6;

  private static final long LOOP_STACK_BYTES = 64L << 20; // the grammar code recurses
  private static final long STOP_MILLIS = 1500;
  private static final long FLUSH_MILLIS = 400;
  private static final long WATCH_MILLIS = 1000;

  private final LlamaLibrary library;
  private final FrameChannel channel;
  private final IntConsumer halt;
  private final AbortSignal signal = new AbortSignal();
  private final Fault fault = Fault.ofSystemProperty();
  private final GrammarWatch watch = new GrammarWatch(System::nanoTime);
  private final Outbox outbox;
  private volatile @Nullable Ready ready;

  /// What requests need, once the model is loaded.
  private record Ready(Scheduler scheduler, RequestReader reader) {}

  /// @param halt ends the process with a code and does not return
  WorkerProcess(LlamaLibrary library, FrameChannel channel, IntConsumer halt) {
    this.library = library;
    this.channel = channel;
    this.halt = halt;
    outbox = new Outbox(channel, this::coreGone);
  }

  /// Serves until the end; called by the main thread after the hello.
  void run() {
    Command first;
    try {
      first = channel.read(Command.class);
    } catch (IOException e) {
      halt.accept(STOPPED);
      return;
    } catch (RuntimeException e) {
      refuse(e.toString());
      return;
    }
    if (!(first instanceof Command.Load load)) {
      refuse("the first command is " + first.getClass().getSimpleName() + ", not Load");
      return;
    }
    Thread loopThread =
        new Thread(null, () -> loop(load), "loop", LOOP_STACK_BYTES); // owns the context
    loopThread.start();
    Thread.ofPlatform().name("stdin").daemon().start(() -> awaitEndOfStdin(loopThread));
    Thread.ofPlatform().name("watch").daemon().start(this::watchGrammar);
    readCommands();
    stop(loopThread);
  }

  private void watchGrammar() {
    try {
      while (!watch.isStuck()) {
        Thread.sleep(WATCH_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    outbox.accept(
        new Report.Dying(
            "a step of a request's grammar did not end within "
                + GrammarWatch.LIMIT_NANOS / 1_000_000_000
                + " s; the grammar is too ambiguous"));
    outbox.close(FLUSH_MILLIS);
    halt.accept(GRAMMAR_STUCK);
  }

  private void refuse(String why) {
    System.err.println("worker: " + why + "; core and worker are of different versions");
    halt.accept(PROTOCOL_MISMATCH);
  }

  private void awaitEndOfStdin(Thread loopThread) {
    try {
      while (System.in.read() >= 0) {
        // whatever comes is of no interest
      }
    } catch (IOException e) {
      // as good as the end
    }
    stop(loopThread);
  }

  private void stop(Thread loopThread) {
    signal.stop();
    Ready now = ready;
    if (now != null) {
      now.scheduler().stop();
    }
    try {
      loopThread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    halt.accept(STOPPED);
  }

  private void coreGone() {
    signal.stop();
    Ready now = ready;
    if (now != null) {
      now.scheduler().stop();
    }
  }

  private void loop(Command.Load load) {
    int code = STOPPED;
    try {
      fault.atLoad();
      try (LoadedModel model = new ModelLoader(library, signal, outbox).load(load)) {
        Scheduler scheduler = new Scheduler(model, signal, outbox, fault, watch);
        ready = new Ready(scheduler, new RequestReader(model.facts()));
        outbox.accept(model.loaded());
        scheduler.run();
      }
    } catch (JanException e) {
      outbox.accept(new Report.LoadFailed(e.code().code(), e.getMessage()));
      code = signal.isStopped() ? STOPPED : LOAD_FAILED;
    } catch (Throwable e) {
      e.printStackTrace();
      outbox.accept(new Report.Dying(e.toString()));
      code = 1;
    }
    outbox.close(FLUSH_MILLIS);
    halt.accept(code);
  }

  /// Returns when there will be no more commands.
  private void readCommands() {
    try {
      while (true) {
        Command command = channel.read(Command.class);
        if (command instanceof Command.Stop) {
          return;
        }
        handle(command);
      }
    } catch (IOException e) {
      // the core is gone
    } catch (RuntimeException e) {
      System.err.println("worker: a command cannot be read, so nothing after it can be: " + e);
    }
  }

  private void handle(Command command) {
    switch (command) {
      case Command.Generate generate -> withModel(generate.id(), now -> generate(now, generate));
      case Command.Tokenize tokenize ->
          withModel(tokenize.id(), now -> outbox.accept(tokens(now, tokenize)));
      case Command.Cancel(long id) -> post(new LoopMessage.Cancel(id));
      case Command.Ping(long id) -> post(new LoopMessage.Ping(id));
      case Command.Load _ ->
          System.err.println("worker: a second load command is not obeyed; start another worker");
      case Command.Stop _ -> throw new IllegalStateException("handled by the caller");
    }
  }

  private void post(LoopMessage message) {
    Ready now = ready;
    if (now != null) {
      now.scheduler().post(message);
    }
  }

  private interface Action {
    void run(Ready now);
  }

  private void withModel(long id, Action action) {
    Ready now = ready;
    if (now == null) {
      outbox.accept(
          new Report.Failed(
              id, ErrorCode.ENGINE_UNAVAILABLE.code(), "the model is still being loaded"));
      return;
    }
    try {
      action.run(now);
    } catch (JanException e) {
      outbox.accept(new Report.Failed(id, e.code().code(), e.getMessage()));
    } catch (LlamaException e) {
      outbox.accept(
          new Report.Failed(id, ErrorCode.ENGINE_FAILED.code(), String.valueOf(e.getMessage())));
    }
  }

  private static void generate(Ready now, Command.Generate generate) {
    now.scheduler().post(new LoopMessage.Submit(now.reader().read(generate)));
  }

  private static Report.Tokens tokens(Ready now, Command.Tokenize tokenize) {
    int[] tokens = now.reader().tokenize(tokenize.prompt());
    return new Report.Tokens(tokenize.id(), Arrays.stream(tokens).boxed().toList());
  }
}
