package jan4j.app;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.store.Store;
import jan4j.store.search.Indexer;
import jan4j.store.search.SearchHit;
import jan4j.store.search.SearchIndex;
import jan4j.store.search.SearchQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Searches a data folder from the command line: with the folder's index where it can be had, else
/// (a core uses it, or the folder cannot be written) with one of its own for this search.
final class ThreadSearch {
  private ThreadSearch() {}

  static List<SearchHit> search(Store store, SearchQuery query) {
    try {
      return search(store, query, store.folder().searchIndex());
    } catch (JanException e) {
      if (e.code() != ErrorCode.STORAGE_IN_USE && e.code() != ErrorCode.STORAGE_FAILED) {
        throw e;
      }
    }
    try {
      Path own = Files.createTempDirectory("jan4j-search");
      try {
        return search(store, query, own);
      } finally {
        remove(own);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for the search", e);
    }
  }

  private static List<SearchHit> search(Store store, SearchQuery query, Path folder) {
    try (SearchIndex index = SearchIndex.open(folder)) {
      try (Indexer indexer = new Indexer(store.threads(), index)) {
        indexer.catchUp();
      }
      return index.search(query);
    }
  }

  private static void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
