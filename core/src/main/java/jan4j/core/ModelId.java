package jan4j.core;

import java.util.Objects;

/// The name of a model as clients write it, e.g. `smollm2-135m-instruct-q4_1` or `org/name`.
/// Bounded and free of anything that could leave the models folder, because it becomes a path below
/// it.
public record ModelId(String value) {
  /// Longest accepted id, in characters.
  public static final int MAX_LENGTH = 200;

  public ModelId {
    Objects.requireNonNull(value, "value");
    if (!isValid(value)) {
      throw new JanException(
          ErrorCode.MODEL_NOT_FOUND,
          "\""
              + (value.length() > 80 ? value.substring(0, 80) + "..." : value)
              + "\" is not a model id: 1 to "
              + MAX_LENGTH
              + " of letters, digits, '.', '_', '-', ':', '@', '+' and '/', no empty or dot-only"
              + " path segment");
    }
  }

  /// Whether `value` can be a model id.
  public static boolean isValid(String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      return false;
    }
    for (String segment : value.split("/", -1)) {
      if (segment.isEmpty() || segment.startsWith(".") || segment.endsWith(".")) {
        return false;
      }
    }
    return value.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-:@+/".indexOf(c) >= 0);
  }

  @Override
  public String toString() {
    return value;
  }
}
