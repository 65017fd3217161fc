package jan4j.store.search;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.store.ThreadStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The search of a running core: the index is opened and kept up to date in the background, so that
/// a start waits for nothing. Thread-safe.
public final class LiveSearch implements AutoCloseable {
  private static final long OPENING_SECONDS = 30;

  private final CountDownLatch opened = new CountDownLatch(1);
  private final Thread opener;
  private volatile @Nullable SearchIndex index;
  private volatile @Nullable Indexer indexer;

  private LiveSearch(ThreadStore threads, Path folder) {
    opener =
        Thread.ofVirtual()
            .name("open search")
            .start(() -> {
              try {
                SearchIndex own = SearchIndex.open(folder);
                index = own;
                indexer = new Indexer(threads, own).start();
              } catch (JanException e) {
                System.getLogger(LiveSearch.class.getName())
                    .log(System.Logger.Level.WARNING, "no search: " + e.getMessage());
              } finally {
                opened.countDown();
              }
            });
  }

  /// Starts to index; returns at once.
  public static LiveSearch start(ThreadStore threads, Path folder) {
    return new LiveSearch(threads, folder);
  }

  /// The best places first; what is not indexed yet is not found.
  ///
  /// @throws JanException [ErrorCode#STORAGE_FAILED] where there is no index
  public List<SearchHit> search(SearchQuery query) {
    SearchIndex open = awaitIndex();
    if (open == null) {
      throw new JanException(
          ErrorCode.STORAGE_FAILED, "the search index could not be opened; the log says why");
    }
    return open.search(query);
  }

  /// Whether searches see everything that was kept.
  public boolean isCurrent() {
    Indexer own = indexer;
    return own != null && own.isCurrent();
  }

  private @Nullable SearchIndex awaitIndex() {
    try {
      if (!opened.await(OPENING_SECONDS, TimeUnit.SECONDS)) {
        return null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return index;
  }

  @Override
  public void close() {
    try {
      opener.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Indexer own = indexer;
    if (own != null) {
      own.close();
    }
    SearchIndex open = index;
    if (open != null) {
      open.close();
    }
  }
}
