package jan4j.app;

import jan4j.core.Engine;
import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.server.Conversations;
import jan4j.store.Runs;
import jan4j.store.Store;
import jan4j.store.StoreEdges;
import jan4j.store.StoreFolder;
import jan4j.store.Ticker;
import jan4j.store.search.LiveSearch;
import java.nio.file.Path;

/// The conversations of a running core, in the order in which they close: first the answers that
/// run, so that each is kept.
record OpenConversations(Store store, Runs runs, LiveSearch search) implements AutoCloseable {
  /// Opens a data folder. Where it cannot be written, it is opened for reading, and that is said.
  ///
  /// @throws JanException [ErrorCode#STORAGE_IN_USE] that names who writes it
  static OpenConversations open(Path data, Engine engine, Console console) {
    Store store = store(new StoreFolder(data), console);
    store.notices().forEach(n -> console.note(n.text()));
    return new OpenConversations(
        store,
        new Runs(store.threads(), engine::start, Ticker.system()),
        LiveSearch.start(store.threads(), store.folder().searchIndex()));
  }

  private static Store store(StoreFolder folder, Console console) {
    try {
      return Store.open(folder, StoreEdges.system());
    } catch (JanException e) {
      if (e.code() == ErrorCode.STORAGE_IN_USE) {
        throw e;
      }
      console.note("Conversations can only be read: " + e.getMessage());
      return Store.read(folder, StoreEdges.system());
    }
  }

  Conversations forServer() {
    return new Conversations(store, runs, search);
  }

  @Override
  public void close() {
    runs.close();
    search.close();
    store.close();
  }
}
