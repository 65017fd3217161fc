package jan4j.app;

import jan4j.core.FinishReason;
import jan4j.core.Usage;

/// One complete (or interrupted) answer.
///
/// @param reasoning what the model thought, or the empty string
/// @param interrupted whether it was stopped before its end
/// @param firstTokenMillis time from the request to the first piece of text
record Answer(
    String text,
    String reasoning,
    FinishReason reason,
    Usage usage,
    boolean interrupted,
    double firstTokenMillis) {}
