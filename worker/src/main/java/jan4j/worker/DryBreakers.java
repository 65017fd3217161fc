package jan4j.worker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The places at which a repetition ends for DRY: each breaker text as the tokens that can begin
/// it, with the tokens that must follow (`get_overlapping_token_sequences` in llama-sampler.cpp).
/// Immutable; made on a reader thread, because it looks at the whole vocabulary.
final class DryBreakers {
  private static final int MAX_BYTES = 40;
  private static final int MAX_TAIL = 20;

  static final DryBreakers NONE = new DryBreakers(Map.of());

  private final Map<Integer, List<int[]>> tailsByHead;

  private DryBreakers(Map<Integer, List<int[]>> tailsByHead) {
    this.tailsByHead = tailsByHead;
  }

  static DryBreakers of(List<String> breakers, TokenText text) {
    Map<Integer, List<int[]>> tails = new HashMap<>();
    List<byte[]> encoded = new ArrayList<>();
    for (String breaker : breakers) {
      byte[] bytes = breaker.getBytes(StandardCharsets.UTF_8);
      encoded.add(bytes.length > MAX_BYTES ? Arrays.copyOf(bytes, MAX_BYTES) : bytes);
    }
    for (int token = 0; token < text.size(); token++) {
      byte[] word = text.bytes(token);
      for (byte[] breaker : encoded) {
        addOverlaps(tails, token, word, breaker, text);
      }
    }
    return new DryBreakers(tails);
  }

  private static void addOverlaps(
      Map<Integer, List<int[]>> tails, int token, byte[] word, byte[] breaker, TokenText text) {
    for (int at = 0; at < word.length; at++) {
      int n = Math.min(breaker.length, word.length - at);
      if (!Arrays.equals(word, at, at + n, breaker, 0, n)) {
        continue;
      }
      int[] tail =
          n == breaker.length
              ? new int[0]
              : text.tokenizePlain(
                  new String(breaker, n, breaker.length - n, StandardCharsets.UTF_8));
      int[] bounded = tail.length > MAX_TAIL ? Arrays.copyOf(tail, MAX_TAIL) : tail;
      List<int[]> known = tails.computeIfAbsent(token, _ -> new ArrayList<>());
      if (known.stream().noneMatch(k -> Arrays.equals(k, bounded))) {
        known.add(bounded);
      }
    }
  }

  /// Whether the token alone contains a breaker.
  boolean isBreaker(int token) {
    return tailsByHead.getOrDefault(token, List.of()).stream().anyMatch(t -> t.length == 0);
  }

  /// How many tokens at the end of `history` come after the last breaker in it, at most `window`.
  int tokensAfterBreaker(TokenList history, int window) {
    for (int i = 0; i < window; i++) {
      List<int[]> tails = tailsByHead.get(history.fromEnd(i));
      int longest = -1;
      for (int[] tail : tails == null ? List.<int[]>of() : tails) {
        if (tail.length > longest && tail.length <= i && follows(tail, history, i)) {
          longest = tail.length;
        }
      }
      if (longest >= 0) {
        return i - longest;
      }
    }
    return window;
  }

  private static boolean follows(int[] tail, TokenList history, int headBack) {
    for (int j = 0; j < tail.length; j++) {
      if (tail[j] != history.fromEnd(headBack - 1 - j)) {
        return false;
      }
    }
    return true;
  }
}
