package jan4j.core;

import java.util.List;
import java.util.Objects;

/// The probability of one generated token.
///
/// @param token the token's id in the vocabulary
/// @param bytes its bytes, which need not be valid UTF-8 on their own
/// @param logprob natural logarithm of its probability before any sampler changed it
/// @param alternatives the most likely tokens at this place, best first; their own lists are empty
public record TokenLogprob(
    int token, List<Byte> bytes, double logprob, List<TokenLogprob> alternatives) {
  public TokenLogprob {
    bytes = List.copyOf(bytes);
    alternatives = List.copyOf(alternatives);
    Objects.requireNonNull(bytes, "bytes");
  }
}
