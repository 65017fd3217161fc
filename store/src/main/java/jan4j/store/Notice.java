package jan4j.store;

/// Something that a person should know about the files: a line that could not be read, a torn end
/// that was set aside, another program at work.
///
/// @param kind a word for programs
/// @param text a sentence for people; no text of a conversation
public record Notice(Kind kind, String text) {
  /// What it is about.
  public enum Kind {
    BAD_LINE,
    TORN_LINE,
    BAD_THREAD_FILE,
    REPAIRED_BRANCH,
    RECOVERED_ANSWER,
    JAN_RUNNING,
    READ_ONLY
  }
}
