package jan4j.engine;

import jan4j.core.ErrorCode;
import jan4j.core.FinishReason;
import jan4j.core.Generation;
import jan4j.core.GenerationEvent;
import jan4j.core.GenerationRequest;
import jan4j.core.TokenLogprob;
import jan4j.core.Usage;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// An answer of a worker. One consumer thread iterates; the worker's reader thread and the
/// supervisor feed it; any thread closes it.
final class LlamaCppGeneration implements Generation, WorkerProcess.Answer, Waiter {
  private final long id;
  private final GenerationRequest request;
  private final Runnable onClose;
  private final EventQueue events = new EventQueue();

  /// The worker that has the request and was not yet told to cancel it.
  private final AtomicReference<@Nullable WorkerProcess> sentTo = new AtomicReference<>();

  /// Reads the answer's text; null where it is passed on as it is. Set before the request is sent,
  /// then the worker's reader thread's.
  private volatile @Nullable AnswerReader reader;

  private volatile String doing = "before it took the request";

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
    return events.isClosed();
  }

  @Override
  public boolean hasNext() {
    return events.hasNext();
  }

  @Override
  public GenerationEvent next() {
    return events.next();
  }

  @Override
  public void close() {
    if (events.close()) {
      cancelWhereSent();
      onClose.run();
    }
  }

  /// Before the request is sent: how its answer is to be read.
  void readBy(AnswerReader by) {
    reader = by;
  }

  /// The request was sent to that worker. Where the answer was closed meanwhile, it is cancelled.
  void sent(WorkerProcess worker) {
    sentTo.set(worker);
    if (events.isClosed()) {
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
    events.put(new GenerationEvent.LoadProgress(fraction));
  }

  @Override
  public void failed(ErrorCode code, String message) {
    events.put(new GenerationEvent.Failed(code, message));
  }

  @Override
  public void report(Report report) {
    switch (report) {
      case Report.Piece r -> {
        doing = "while it answered";
        AnswerReader by = reader;
        if (by == null) {
          events.put(new GenerationEvent.TextDelta(r.text(), logprobs(r.logprobs())));
        } else {
          by.piece(r.text(), logprobs(r.logprobs())).forEach(events::put);
        }
      }
      case Report.Started r -> {
        doing = "while it read the prompt";
        events.put(new GenerationEvent.Started(r.promptTokens(), r.cachedTokens()));
      }
      case Report.Progress r ->
          events.put(
              new GenerationEvent.PromptProgress(
                  r.promptTokens(), r.cachedTokens(), r.processedTokens(), r.millis()));
      case Report.Finished r -> {
        AnswerReader by = reader;
        if (by != null) {
          by.end().forEach(events::put);
        }
        events.put(finished(r, by != null && by.hasCalled()));
      }
      case Report.Failed r ->
          events.put(new GenerationEvent.Failed(ErrorCode.ofCode(r.code()), r.message()));
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

  private static GenerationEvent finished(Report.Finished r, boolean called) {
    boolean cutOff = r.reason().equals("length");
    return new GenerationEvent.Finished(
        cutOff ? FinishReason.LENGTH : called ? FinishReason.TOOL_CALLS : FinishReason.STOP,
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
