package jan4j.worker;

import jan4j.llama.Context;
import jan4j.wire.worker.Report;
import org.jspecify.annotations.Nullable;

/// Chooses the next token of a slot from a row of the batch that was just decoded. Loop thread
/// only.
final class TokenChooser {
  private final Context context;
  private final float[] logits;
  private final float[] allowed;
  private final Candidates candidates = new Candidates();
  private final Logprobs logprobs;

  TokenChooser(Context context, TokenText text) {
    this.context = context;
    logits = new float[text.size()];
    allowed = new float[text.size()];
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
    Constraint constraint = slot.constraint;
    if (slot.sampler.isPlainGreedy()) {
      int token = context.argmax(row);
      if (!slot.sampler.isBanned(token) && (constraint == null || constraint.allows(token))) {
        return token;
      }
    }
    context.logits(row, logits);
    int token = slot.sampler.choose(logits, slot.tokens, candidates);
    if (constraint == null || token == Sampler.NOTHING || constraint.allows(token)) {
      return token;
    }
    return chooseAllowed(slot, constraint, row, token);
  }

  /// Draws again from what the constraint leaves, so that no filter cuts away all that is allowed.
  /// What the mask cannot know (text that completes a trigger, bytes that are no text) is found by
  /// asking, and banned one by one.
  private int chooseAllowed(Slot slot, Constraint constraint, int row, int refused) {
    context.logits(row, allowed);
    constraint.mask(allowed);
    int token = refused;
    do {
      allowed[token] = Float.NEGATIVE_INFINITY;
      System.arraycopy(allowed, 0, logits, 0, allowed.length);
      token = slot.sampler.choose(logits, slot.tokens, candidates);
    } while (token != Sampler.NOTHING && !constraint.allows(token));
    return token;
  }
}
