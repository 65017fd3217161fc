package jan4j.worker;

import jan4j.llama.Context;
import jan4j.llama.Grammar;
import jan4j.wire.worker.Report;
import org.jspecify.annotations.Nullable;

/// Chooses the next token of a slot from a row of the batch that was just decoded. Loop thread
/// only.
final class TokenChooser {
  private final Context context;
  private final float[] logits;
  private final Candidates candidates = new Candidates();
  private final Logprobs logprobs;

  TokenChooser(Context context, TokenText text) {
    this.context = context;
    logits = new float[text.size()];
    logprobs = new Logprobs(text);
  }

  /// @param token the token, or [Sampler#NOTHING]
  record Choice(int token, Report.@Nullable Logprob logprob) {}

  Choice choose(Slot slot, int row) {
    if (slot.job.logprobs() < 0) {
      return new Choice(chooseToken(slot, row), null);
    }
    context.logits(row, logits);
    Logprobs.Place place = logprobs.place(logits, slot.job.logprobs());
    int token = chooseToken(slot, row);
    if (token == Sampler.NOTHING) {
      return new Choice(token, null);
    }
    context.logits(row, logits);
    return new Choice(token, logprobs.chosen(token, logits[token], place));
  }

  private int chooseToken(Slot slot, int row) {
    Grammar grammar = slot.grammar;
    if (slot.sampler.isPlainGreedy()) {
      int token = context.argmax(row);
      if (!slot.sampler.isBanned(token) && (grammar == null || grammar.allows(token))) {
        return token;
      }
    }
    context.logits(row, logits);
    int token = slot.sampler.choose(logits, slot.tokens, candidates);
    if (grammar == null || token == Sampler.NOTHING || grammar.allows(token)) {
      return token;
    }
    context.logits(row, logits);
    grammar.mask(logits);
    return slot.sampler.choose(logits, slot.tokens, candidates);
  }
}
