package jan4j.worker;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.llama.LlamaException;
import jan4j.wire.worker.Report;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The worker's loop. It owns the context; other threads only [#post]. Each turn:
///
/// 1. takes what was posted: new requests, cancels, pings;
/// 2. gives waiting requests a sequence, in order, as far as sequences and cells go;
/// 3. decodes one batch over all active slots ([Stepper]);
/// 4. chooses a token for each slot whose tokens are all in the memory, and reports its text.
///
/// Where the cells run out, idle sequences are emptied first, then the youngest request waits
/// again: it keeps its tokens and reads them anew later. A request that fills the context alone
/// ends with `length`.
final class Scheduler {
  private static final int MAX_WAITING = 4096;
  private static final String STOP = "stop";
  private static final String LENGTH = "length";

  private final LoadedModel model;
  private final Sequences sequences;
  private final Stepper stepper;
  private final TokenChooser chooser;
  private final Reports reports;
  private final AbortSignal signal;
  private final GrammarWatch watch;
  private final BlockingQueue<LoopMessage> inbox = new LinkedBlockingQueue<>();
  private final Deque<Slot> waiting = new ArrayDeque<>();
  private final List<Slot> active = new ArrayList<>();

  /// To be made on the thread that runs it.
  Scheduler(
      LoadedModel model,
      AbortSignal signal,
      Consumer<Report> out,
      Stepper.Observer observer,
      GrammarWatch watch) {
    this.model = model;
    this.watch = watch;
    this.signal = signal;
    reports = new Reports(out);
    sequences = model.sequences();
    stepper = new Stepper(model.context(), sequences, signal, observer);
    chooser = new TokenChooser(model.context(), model.facts());
  }

  /// Leaves a message for the next turn. Any thread.
  void post(LoopMessage message) {
    inbox.add(message);
    if (message instanceof LoopMessage.Cancel cancel) {
      signal.cancel(cancel.id());
    }
  }

  /// Stops the loop, in the midst of a decode call if need be. Any thread.
  void stop() {
    signal.stop();
    inbox.add(new LoopMessage.Wake());
  }

  /// Turns until [#stop]; then every slot is closed and the caller frees the model.
  void run() {
    try {
      while (!signal.isStopped()) {
        receive();
        admit();
        if (!active.isEmpty() && !signal.isStopped()) {
          step();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      List<Slot> left = new ArrayList<>(active);
      left.addAll(waiting);
      left.forEach(this::abandon);
      sequences.close();
      stepper.close();
    }
  }

  private void abandon(Slot slot) {
    leave(slot);
    reports.failed(slot.id(), ErrorCode.CANCELLED, "the model is being unloaded");
  }

  private void receive() throws InterruptedException {
    LoopMessage message = active.isEmpty() && waiting.isEmpty() ? inbox.take() : inbox.poll();
    while (message != null) {
      switch (message) {
        case LoopMessage.Submit(Job job) -> submit(job);
        case LoopMessage.Cancel(long id) -> cancel(id);
        case LoopMessage.Ping(long id) -> reports.pong(id);
        case LoopMessage.Wake() -> {}
      }
      message = inbox.poll();
    }
  }

  private void submit(Job job) {
    if (job.prompt().size() >= model.nCtx()) {
      reports.failed(
          job.id(),
          ErrorCode.CONTEXT_LENGTH_EXCEEDED,
          "the prompt has %d tokens, the context holds %d; shorten the prompt or load the model"
                  .formatted(job.prompt().size(), model.nCtx())
              + " with a larger context");
      return;
    }
    if (waiting.size() >= MAX_WAITING) {
      reports.failed(
          job.id(),
          ErrorCode.BUSY,
          waiting.size() + " requests wait for this model; try again later");
      return;
    }
    try (GrammarWatch.Step _ = watch.begin()) {
      Constraint constraint = Constraint.of(model.facts(), model.vocabulary(), job);
      waiting.add(new Slot(job, sampler(job), constraint));
    } catch (LlamaException e) {
      reports.failed(
          job.id(),
          ErrorCode.GRAMMAR_INVALID,
          e.getMessage()
              + "; the library gives its reason on stderr alone, most often that repetitions within"
              + " repetitions make more than "
              + GbnfReader.MAX_REPETITIONS
              + " rules");
    }
  }

  private Sampler sampler(Job job) {
    long given = job.sampling().seed();
    long seed = given == -1 ? ThreadLocalRandom.current().nextLong() : given;
    int[] banned = model.facts().banned(job.sampling().ignoreEos());
    return new Sampler(
        job.sampling(), model.facts().size(), model.nCtx(), banned, job.breakers(), seed);
  }

  private void cancel(long id) {
    Slot slot = find(active, id);
    if (slot == null) {
      slot = find(waiting, id);
    }
    if (slot != null) {
      leave(slot);
      reports.failed(id, ErrorCode.CANCELLED, "the request was cancelled");
    }
  }

  private static @Nullable Slot find(Iterable<Slot> slots, long id) {
    for (Slot slot : slots) {
      if (slot.id() == id) {
        return slot;
      }
    }
    return null;
  }

  /// First come, first served: one that does not fit yet keeps its place.
  private void admit() {
    while (!waiting.isEmpty() && sequences.hasFree()) {
      Slot slot = waiting.element();
      long taken = active.stream().mapToLong(s -> s.tokens.size()).sum();
      if (!active.isEmpty() && taken + slot.tokens.size() + 1 > sequences.nCells()) {
        return;
      }
      waiting.remove();
      start(slot);
    }
  }

  private void start(Slot slot) {
    if (slot.job.maxTokens() == 0) {
      reports.started(slot);
      finish(slot, LENGTH);
      return;
    }
    slot.sequence = sequences.acquire(slot.tokens, slot.job.cachePrompt());
    active.add(slot);
    if (!slot.started) {
      slot.started = true;
      slot.startNanos = System.nanoTime();
      slot.cachedTokens = sequences.held(slot.sequence);
      reports.started(slot);
    }
  }

  private void step() {
    Stepper.Outcome outcome;
    try {
      outcome = stepper.step(active);
    } catch (LlamaException e) {
      stepper.rows().forEach(r -> fail(r.slot(), e));
      return;
    }
    switch (outcome) {
      case DONE -> List.copyOf(stepper.rows()).forEach(this::advance);
      case ABORTED -> {} // by a cancel or a stop, which the next turn sees
      case NO_ROOM -> makeRoom();
    }
  }

  private void fail(Slot slot, LlamaException e) {
    sequences.clear(slot.sequence);
    leave(slot);
    reports.failed(slot.id(), ErrorCode.ENGINE_FAILED, String.valueOf(e.getMessage()));
  }

  private void makeRoom() {
    Slot youngest = active.getLast();
    if (active.size() == 1 && youngest.completionTokens > 0) {
      finish(youngest, LENGTH);
      return;
    }
    if (active.size() == 1) {
      leave(youngest);
      reports.failed(
          youngest.id(),
          ErrorCode.OUT_OF_MEMORY,
          "the memory of the context has no room for the prompt's %d tokens; load the model with a"
                  .formatted(youngest.tokens.size())
              + " larger context or fewer parallel requests");
      return;
    }
    sequences.clear(youngest.sequence);
    sequences.release(youngest.sequence);
    youngest.sequence = Slot.NO_SEQUENCE;
    active.remove(youngest);
    waiting.addFirst(youngest);
  }

  private void advance(Stepper.Rows rows) {
    Slot slot = rows.slot();
    if (slot.completionTokens == 0 && slot.job.reportProgress()) {
      reports.progress(slot, sequences.held(slot.sequence));
    }
    if (!rows.output()) {
      return;
    }
    model.context().synchronize(); // a device still computes, which is none of the grammar's time
    TokenChooser.Choice choice;
    try (GrammarWatch.Step _ = watch.begin()) {
      choice = chooser.choose(slot, rows.last());
    } catch (JanException e) {
      leave(slot);
      reports.failed(slot.id(), e.code(), e.getMessage());
      return;
    }
    slot.lastTokenNanos = System.nanoTime();
    if (slot.completionTokens == 0) {
      slot.firstTokenNanos = slot.lastTokenNanos;
    }
    if (choice.token() == Sampler.NOTHING) {
      endWithoutToken(slot);
      return;
    }
    slot.completionTokens++;
    if (model.facts().isEndOfGeneration(choice.token())) {
      if (slot.job.shown().contains(choice.token())) {
        reports.piece(slot, slot.text.add(model.facts().bytes(choice.token()), null));
      }
      finish(slot, STOP);
      return;
    }
    take(slot, choice);
  }

  /// Nothing is left to say: the grammar has come to its end and the end itself is banned, or what
  /// the grammar wants is banned or not in the vocabulary, and the answer would be a broken one.
  private void endWithoutToken(Slot slot) {
    if (slot.constraint == null || slot.constraint.mayEnd()) {
      finish(slot, STOP);
      return;
    }
    leave(slot);
    reports.failed(
        slot.id(),
        ErrorCode.GRAMMAR_INVALID,
        "after "
            + slot.completionTokens
            + " tokens no token is left that the grammar allows: logit_bias bans it, or this"
            + " model's vocabulary cannot spell it");
  }

  private void take(Slot slot, TokenChooser.Choice choice) {
    int token = choice.token();
    if (slot.constraint != null) {
      slot.constraint.accept(token);
    }
    slot.tokens.add(token);
    VocabularyFacts facts = model.facts();
    boolean shown = slot.job.shown().contains(token);
    byte[] bytes = shown ? facts.bytes(token) : facts.visibleBytes(token);
    reports.piece(slot, slot.text.add(bytes, choice.logprob()));
    if (slot.text.isStopped()) {
      finish(slot, STOP);
    } else if (slot.completionTokens == slot.job.maxTokens() || slot.tokens.size() > model.nCtx()) {
      finish(slot, LENGTH);
    }
  }

  private void finish(Slot slot, String reason) {
    reports.piece(slot, slot.text.finish());
    leave(slot);
    reports.finished(slot, reason);
  }

  private void leave(Slot slot) {
    active.remove(slot);
    waiting.remove(slot);
    if (slot.sequence != Slot.NO_SEQUENCE) {
      sequences.release(slot.sequence);
      slot.sequence = Slot.NO_SEQUENCE;
    }
    slot.close();
  }
}
