package jan4j.core;

import java.util.Locale;

/// Who speaks in a conversation.
public enum Role {
  SYSTEM,
  DEVELOPER,
  USER,
  ASSISTANT,
  TOOL;

  private final String word = name().toLowerCase(Locale.ROOT);

  /// The word that templates and the OpenAI API use.
  public String word() {
    return word;
  }

  /// The role of that word.
  ///
  /// @throws JanException [ErrorCode#INVALID_REQUEST] for an unknown word
  public static Role ofWord(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw JanException.invalid(
        "messages",
        "unknown message role \"" + word + "\"; use system, developer, user, assistant or tool");
  }
}
