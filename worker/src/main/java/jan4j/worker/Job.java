package jan4j.worker;

import jan4j.core.Sampling;
import java.util.List;

/// An answer that is asked for, checked and tokenised: what a reader thread hands to the loop.
/// Names as in [jan4j.wire.worker.Command.Generate].
///
/// @param prompt the prompt's tokens, at least one; not changed any more
record Job(
    long id,
    TokenList prompt,
    Sampling sampling,
    int maxTokens,
    List<String> stop,
    int logprobs,
    boolean cachePrompt,
    boolean reportProgress,
    DryBreakers breakers) {}
