package jan4j.store.search;

import java.time.Instant;
import java.util.Objects;

/// What is looked for. An empty filter text means any.
///
/// @param words all of them must occur in a message or a title
/// @param from the earliest time, inclusive; [Instant#MIN] for any
/// @param to the latest time, exclusive; [Instant#MAX] for any
/// @param limit most results, 1 to [#MAX_LIMIT]
public record SearchQuery(
    String words,
    String project,
    String assistant,
    String model,
    Instant from,
    Instant to,
    int limit) {
  /// Most results of one search.
  public static final int MAX_LIMIT = 500;

  /// Longest query in characters; the rest is cut off.
  public static final int MAX_WORDS_LENGTH = 1000;

  public SearchQuery {
    Objects.requireNonNull(words, "words");
    if (words.length() > MAX_WORDS_LENGTH) {
      words = words.substring(0, MAX_WORDS_LENGTH);
    }
    limit = Math.clamp(limit, 1, MAX_LIMIT);
  }

  /// Words alone.
  public static SearchQuery of(String words) {
    return new SearchQuery(words, "", "", "", Instant.MIN, Instant.MAX, 50);
  }
}
