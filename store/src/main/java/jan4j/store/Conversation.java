package jan4j.store;

import jan4j.wire.jan.JanMessage;
import java.util.List;

/// A thread with its messages. Immutable, a snapshot; an answer that runs is among the messages,
/// with the status pending and the text that it has so far.
///
/// @param notices what was wrong with the files
public record Conversation(StoredThread thread, MessageTree tree, List<Notice> notices) {
  public Conversation {
    notices = List.copyOf(notices);
  }

  /// The messages that a person sees, from the first down the shown branch.
  public List<JanMessage> shown() {
    return tree.activePath().stream().map(id -> tree.find(id).orElseThrow()).toList();
  }
}
