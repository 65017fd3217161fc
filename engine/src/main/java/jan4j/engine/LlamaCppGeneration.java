package jan4j.engine;

import jan4j.core.ErrorCode;
import jan4j.core.FinishReason;
import jan4j.core.Generation;
import jan4j.core.GenerationEvent;
import jan4j.core.GenerationRequest;
import jan4j.core.JanException;
import jan4j.core.TokenLogprob;
import jan4j.core.Usage;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// An answer of a worker. One consumer thread iterates; the worker's reader thread and the
/// supervisor feed it; any thread closes it.
///
/// The queue between them has no bound of its own, so that a slow consumer never holds up the
/// answers of others; it holds at most the events of one answer, which the token limit bounds.
final class LlamaCppGeneration implements Generation, WorkerProcess.Answer, Waiter {
  private static final GenerationEvent CLOSED =
      new GenerationEvent.Failed(ErrorCode.CANCELLED, "closed");

  private final long id;
  private final GenerationRequest request;
  private final Runnable onClose;
  private final LinkedBlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();

  /// Whether the last event was put, by a report, a failure or close.
  private final AtomicBoolean ended = new AtomicBoolean();

  private final AtomicBoolean closed = new AtomicBoolean();

  /// The worker that has the request and was not yet told to cancel it.
  private final AtomicReference<@Nullable WorkerProcess> sentTo = new AtomicReference<>();

  private volatile String doing = "before it took the request";
  private @Nullable GenerationEvent next; // the consumer's
  private boolean exhausted; // the consumer's

  /// @param onClose called once, by the thread that closes before the end
  LlamaCppGeneration(long id, GenerationRequest request, Runnable onClose) {
    this.id = id;
    this.request = request;
    this.onClose = onClose;
  }

  @Override
  public long id() {
    return id;
  }

  GenerationRequest request() {
    return request;
  }

  /// What a worker that ends now did for this answer.
  String doing() {
    return doing;
  }

  boolean isClosed() {
    return closed.get();
  }

  @Override
  public boolean hasNext() {
    if (next != null) {
      return true;
    }
    if (exhausted) {
      return false;
    }
    GenerationEvent event = take();
    if (event == CLOSED || closed.get()) {
      exhausted = true;
      return false;
    }
    exhausted = isLast(event);
    next = event;
    return true;
  }

  private GenerationEvent take() {
    try {
      return events.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new JanException(
          ErrorCode.CANCELLED, "the thread that waited for the answer was interrupted", e);
    }
  }

  private static boolean isLast(GenerationEvent event) {
    return event instanceof GenerationEvent.Finished || event instanceof GenerationEvent.Failed;
  }

  @Override
  public GenerationEvent next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("the answer has ended");
    }
    GenerationEvent event = next;
    next = null;
    return event;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    boolean before = !ended.getAndSet(true);
    events.add(CLOSED);
    if (before) {
      cancelWhereSent();
      onClose.run();
    }
  }

  /// The request was sent to that worker. Where the answer was closed meanwhile, it is cancelled.
  void sent(WorkerProcess worker) {
    sentTo.set(worker);
    if (closed.get()) {
      cancelWhereSent();
    }
  }

  private void cancelWhereSent() {
    WorkerProcess worker = sentTo.getAndSet(null);
    if (worker == null) {
      return;
    }
    try {
      worker.send(new Command.Cancel(id));
    } catch (IOException e) {
      System.getLogger(LlamaCppGeneration.class.getName())
          .log(System.Logger.Level.DEBUG, "the worker ended before the cancel", e);
    }
  }

  @Override
  public void progress(double fraction) {
    put(new GenerationEvent.LoadProgress(fraction));
  }

  @Override
  public void failed(ErrorCode code, String message) {
    put(new GenerationEvent.Failed(code, message));
  }

  private void put(GenerationEvent event) {
    if (isLast(event) ? !ended.getAndSet(true) : !ended.get()) {
      events.add(event);
    }
  }

  @Override
  public void report(Report report) {
    switch (report) {
      case Report.Piece r -> {
        doing = "while it answered";
        put(new GenerationEvent.TextDelta(r.text(), logprobs(r.logprobs())));
      }
      case Report.Started r -> {
        doing = "while it read the prompt";
        put(new GenerationEvent.Started(r.promptTokens(), r.cachedTokens()));
      }
      case Report.Progress r ->
          put(
              new GenerationEvent.PromptProgress(
                  r.promptTokens(), r.cachedTokens(), r.processedTokens(), r.millis()));
      case Report.Finished r -> put(finished(r));
      case Report.Failed r ->
          put(new GenerationEvent.Failed(ErrorCode.ofCode(r.code()), r.message()));
      case Report.Hello _,
          Report.LoadProgress _,
          Report.Loaded _,
          Report.LoadFailed _,
          Report.Tokens _,
          Report.Pong _,
          Report.Dying _ ->
          throw new IllegalArgumentException("not of an answer: " + report);
    }
  }

  private static GenerationEvent finished(Report.Finished r) {
    return new GenerationEvent.Finished(
        r.reason().equals("length") ? FinishReason.LENGTH : FinishReason.STOP,
        r.stopText(),
        new Usage(
            r.promptTokens(),
            r.cachedTokens(),
            r.completionTokens(),
            r.promptMillis(),
            r.decodeMillis()));
  }

  private static List<TokenLogprob> logprobs(List<Report.Logprob> reported) {
    if (reported.isEmpty()) {
      return List.of();
    }
    List<TokenLogprob> out = new ArrayList<>(reported.size());
    for (Report.Logprob r : reported) {
      List<Byte> bytes = new ArrayList<>();
      for (byte b : Base64.getDecoder().decode(r.bytes())) {
        bytes.add(b);
      }
      out.add(new TokenLogprob(r.token(), bytes, r.logprob(), logprobs(r.alternatives())));
    }
    return out;
  }
}
