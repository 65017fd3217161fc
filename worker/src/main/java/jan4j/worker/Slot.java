package jan4j.worker;

import org.jspecify.annotations.Nullable;

/// An answer in progress: from the loop's first look at it to its last report. Loop thread only.
final class Slot {
  static final int NO_SEQUENCE = -1;

  final Job job;
  final Sampler sampler;
  final TextAssembler text;
  final @Nullable Constraint constraint;

  /// The prompt's and the answer's tokens. What of them is in the memory, the sequence says.
  final TokenList tokens;

  int sequence = NO_SEQUENCE;
  boolean started;
  int cachedTokens;
  int completionTokens;
  long startNanos;
  long firstTokenNanos;
  long lastTokenNanos;

  Slot(Job job, Sampler sampler, @Nullable Constraint constraint) {
    this.job = job;
    this.sampler = sampler;
    this.constraint = constraint;
    tokens = new TokenList(job.prompt().toArray());
    text = new TextAssembler(job.stop());
  }

  long id() {
    return job.id();
  }

  double promptMillis() {
    return completionTokens == 0 ? 0 : (firstTokenNanos - startNanos) / 1e6;
  }

  double decodeMillis() {
    return (lastTokenNanos - firstTokenNanos) / 1e6;
  }

  /// Frees what is native.
  void close() {
    if (constraint != null) {
      constraint.close();
    }
  }
}
