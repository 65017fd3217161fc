package jan4j.store;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;

/// The name of a thread, which is the name of its folder. Bounded and free of anything that could
/// leave the threads folder.
public record ThreadId(String value) {
  private static final int MAX_LENGTH = 200;

  public ThreadId {
    if (!isValid(value)) {
      throw new JanException(
          ErrorCode.NOT_FOUND,
          "\""
              + (value.length() > 80 ? value.substring(0, 80) + "..." : value)
              + "\" is not a thread's id: 1 to "
              + MAX_LENGTH
              + " of letters, digits, '.', '_', '-', ':' and '@', not beginning with '.'");
    }
  }

  /// Whether `value` can be a thread's id.
  public static boolean isValid(String value) {
    return !value.isEmpty()
        && value.length() <= MAX_LENGTH
        && !value.startsWith(".")
        && !value.endsWith(".")
        && value.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-:@".indexOf(c) >= 0);
  }

  @Override
  public String toString() {
    return value;
  }
}
