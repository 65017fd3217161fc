package jan4j.worker;

import jan4j.core.Sampling;
import jan4j.wire.worker.Command;
import java.util.List;
import java.util.Set;

/// An answer that is asked for, checked and tokenised: what a reader thread hands to the loop.
/// Names as in [jan4j.wire.worker.Command.Generate].
///
/// @param prompt the prompt's tokens, at least one; not changed any more
/// @param shown control tokens whose spelling is part of the answer's text
/// @param grammarUsesTokens whether the grammar names tokens of the vocabulary
record Job(
    long id,
    TokenList prompt,
    Sampling sampling,
    int maxTokens,
    List<String> stop,
    int logprobs,
    boolean cachePrompt,
    boolean reportProgress,
    DryBreakers breakers,
    Command.AnswerText answer,
    Set<Integer> shown,
    boolean grammarUsesTokens) {}
