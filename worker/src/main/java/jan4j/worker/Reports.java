package jan4j.worker;

import jan4j.core.ErrorCode;
import jan4j.wire.worker.Report;
import java.util.function.Consumer;

/// Tells the core how the answers come along. Loop thread only.
final class Reports {
  private final Consumer<Report> out;

  Reports(Consumer<Report> out) {
    this.out = out;
  }

  void started(Slot slot) {
    out.accept(new Report.Started(slot.id(), slot.job.prompt().size(), slot.cachedTokens));
  }

  void progress(Slot slot, int held) {
    int nPrompt = slot.job.prompt().size();
    double millis = (System.nanoTime() - slot.startNanos) / 1e6;
    out.accept(
        new Report.Progress(
            slot.id(), nPrompt, slot.cachedTokens, Math.min(held, nPrompt), millis));
  }

  void piece(Slot slot, TextAssembler.Chunk chunk) {
    if (!chunk.isEmpty()) {
      out.accept(new Report.Piece(slot.id(), chunk.text(), chunk.logprobs()));
    }
  }

  void finished(Slot slot, String reason) {
    out.accept(
        new Report.Finished(
            slot.id(),
            reason,
            slot.text.stopText(),
            slot.job.prompt().size(),
            slot.cachedTokens,
            slot.completionTokens,
            slot.promptMillis(),
            slot.decodeMillis()));
  }

  void failed(long id, ErrorCode code, String message) {
    out.accept(new Report.Failed(id, code.code(), message));
  }

  void pong(long id) {
    out.accept(new Report.Pong(id));
  }
}
