package jan4j.store;

import java.nio.file.Path;

/// Where everything stands in a data folder. What Jan knows stands where Jan has it, everything of
/// ours below `jan4j/`. Immutable.
///
/// @param root the data folder
public record StoreFolder(Path root) {
  /// `threads`: one folder a thread.
  public Path threads() {
    return root.resolve("threads");
  }

  /// The folder of a thread.
  public Path thread(ThreadId id) {
    return threads().resolve(id.value());
  }

  Path threadFile(ThreadId id) {
    return thread(id).resolve("thread.json");
  }

  Path messages(ThreadId id) {
    return thread(id).resolve("messages.jsonl");
  }

  Path attachments(ThreadId id) {
    return thread(id).resolve("files");
  }

  /// `assistants`: one folder an assistant.
  public Path assistants() {
    return root.resolve("assistants");
  }

  /// Jan's `settings.json`, which holds the projects.
  Path janSettings() {
    return root.resolve("settings.json");
  }

  Path own() {
    return root.resolve("jan4j");
  }

  /// Journals of running answers.
  Path runs() {
    return own().resolve("runs");
  }

  Path trash() {
    return own().resolve("trash");
  }

  /// Where a thread is put together before it is moved into place.
  Path workbench() {
    return own().resolve("tmp");
  }

  Path lock() {
    return own().resolve("store.lock");
  }

  /// The search index, which may be deleted at any time.
  public Path searchIndex() {
    return own().resolve("cache").resolve("search");
  }
}
