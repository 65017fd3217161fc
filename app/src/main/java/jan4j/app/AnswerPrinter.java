package jan4j.app;

import jan4j.core.FinishReason;
import jan4j.core.Generation;
import jan4j.core.GenerationEvent;
import jan4j.core.Usage;

/// Streams one answer to the console and collects it. Used once, by one thread.
final class AnswerPrinter {
  private final Console console;
  private final ProgressPrinter progress;
  private final boolean silent;
  private final Runnable started;
  private final long startNanos;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private int heldNewlines;
  private boolean printed;
  private boolean readerGone;
  private double firstTokenMillis;

  /// @param silent collect alone, print nothing on standard output
  /// @param started called when the model is loaded and takes the request
  AnswerPrinter(
      Console console,
      ProgressPrinter progress,
      boolean silent,
      Runnable started,
      long startNanos) {
    this.console = console;
    this.progress = progress;
    this.silent = silent;
    this.started = started;
    this.startNanos = startNanos;
  }

  /// Reads the generation to its end; the answer ends with exactly one line end, however many the
  /// model wrote.
  ///
  /// @throws jan4j.core.JanException where the generation fails
  Answer print(Generation generation) {
    FinishReason reason = FinishReason.STOP;
    Usage usage = Usage.NONE;
    boolean finished = false;
    while (!readerGone && generation.hasNext()) {
      switch (generation.next()) {
        case GenerationEvent.LoadProgress(double fraction) -> loading(fraction);
        case GenerationEvent.TextDelta(String piece, var _) -> text(piece);
        case GenerationEvent.ReasoningDelta(String piece) -> reasoning(piece);
        case GenerationEvent.Finished(var why, var _, var used) -> {
          reason = why;
          usage = used;
          finished = true;
        }
        case GenerationEvent.Failed failed -> {
          endLine();
          progress.clear();
          throw failed.toException();
        }
        case GenerationEvent.Started _ -> {
          progress.clear();
          started.run();
        }
        case GenerationEvent.PromptProgress _,
            GenerationEvent.ToolCallStart _,
            GenerationEvent.ToolCallDelta _,
            GenerationEvent.ToolCallEnd _ -> {}
      }
    }
    progress.clear();
    endLine();
    return new Answer(
        text.toString(), reasoning.toString(), reason, usage, !finished, firstTokenMillis);
  }

  private void loading(double fraction) {
    if (console.terminal().err()) {
      progress.update("Loading the model", Math.round(fraction * 100), 100, "%");
    }
  }

  private void reasoning(String piece) {
    progress.clear();
    reasoning.append(piece);
    if (!silent) {
      console.reasoning(piece);
    }
  }

  private void text(String piece) {
    if (text.isEmpty()) {
      firstTokenMillis = (System.nanoTime() - startNanos) / 1e6;
      progress.clear();
      if (!reasoning.isEmpty() && !silent) {
        console.reasoning("\n");
      }
    }
    text.append(piece);
    if (silent) {
      return;
    }
    int end = piece.length();
    while (end > 0 && piece.charAt(end - 1) == '\n') {
      end--;
    }
    if (end > 0) {
      printed = true;
      readerGone = !console.answer("\n".repeat(heldNewlines) + piece.substring(0, end));
      heldNewlines = 0;
    }
    heldNewlines += piece.length() - end;
  }

  private void endLine() {
    if (!silent && (printed || heldNewlines > 0)) {
      console.answer("\n");
    }
  }
}
