package jan4j.store.search;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.store.Conversation;
import jan4j.store.StoredThread;
import jan4j.store.ThreadId;
import jan4j.wire.jan.JanMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NIOFSDirectory;

/// The index: one document a message, and one a thread for its title. A folder with an index that
/// cannot be read is emptied and filled anew. Thread-safe. It reads with plain file channels, since
/// the core may not touch native memory.
public final class SearchIndex implements AutoCloseable {
  private static final double RAM_BUFFER_MB = 16;
  private static final String MESSAGE = "m";
  private static final String TITLE = "t";
  private static final float TITLE_BOOST = 2;

  /// Longest text of a message that is indexed, in characters.
  private static final int MAX_TEXT = 1_000_000;

  private final Words words = new Words();
  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;

  private SearchIndex(Path folder) throws IOException {
    directory = new NIOFSDirectory(folder);
    Analyzer analyzer =
        new PerFieldAnalyzerWrapper(words.english, Map.of(Words.CHINESE, words.pairsAndSingles));
    IndexWriterConfig config =
        new IndexWriterConfig(analyzer)
            .setRAMBufferSizeMB(RAM_BUFFER_MB)
            .setMergeScheduler(new SerialMergeScheduler());
    try {
      writer = new IndexWriter(directory, config);
      searchers = new SearcherManager(writer, null);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /// Opens or makes the index.
  ///
  /// @throws JanException [ErrorCode#STORAGE_IN_USE] where another process writes it
  public static SearchIndex open(Path folder) {
    try {
      Files.createDirectories(folder);
      return new SearchIndex(folder);
    } catch (LockObtainFailedException e) {
      throw new JanException(
          ErrorCode.STORAGE_IN_USE, "the search index in " + folder + " is in use by a core", e);
    } catch (IOException | IllegalArgumentException e) {
      System.getLogger(SearchIndex.class.getName())
          .log(System.Logger.Level.INFO, "the search index is made anew: " + e);
      return anew(folder);
    }
  }

  private static SearchIndex anew(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
      Files.createDirectories(folder);
      return new SearchIndex(folder);
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.STORAGE_FAILED,
          "cannot make the search index in " + folder + " (" + e + ")",
          e);
    }
  }

  /// Puts a thread in, in place of what was there of it.
  public void put(Conversation conversation) {
    StoredThread thread = conversation.thread();
    List<Document> documents = new ArrayList<>();
    for (Map.Entry<String, JanMessage> entry : conversation.tree().messages().entrySet()) {
      JanMessage message = entry.getValue();
      String text = message.text();
      if (!text.isBlank() && message.status() != JanMessage.Status.PENDING) {
        Document document = document(thread, MESSAGE, text, message.created());
        document.add(new StoredField("message", entry.getKey()));
        document.add(new StoredField("role", message.role()));
        String model = message.model();
        document.add(
            new StringField("model", model.isEmpty() ? model(thread) : model, Field.Store.NO));
        documents.add(document);
      }
    }
    Document title = document(thread, TITLE, thread.file().title(), thread.updated());
    title.add(new StoredField("version", thread.version()));
    title.add(new StringField("model", model(thread), Field.Store.NO));
    documents.add(title);
    try {
      writer.updateDocuments(new Term("thread", thread.id().value()), documents);
    } catch (IOException e) {
      throw failed("write", e);
    }
  }

  private static String model(StoredThread thread) {
    return thread.file().model().map(m -> m.id()).orElse("");
  }

  private static Document document(StoredThread thread, String kind, String text, Instant time) {
    Document out = new Document();
    out.add(new StringField("thread", thread.id().value(), Field.Store.YES));
    out.add(new StringField("kind", kind, Field.Store.YES));
    out.add(new StringField("project", thread.file().projectId(), Field.Store.NO));
    out.add(new StringField("assistant", thread.file().assistantId(), Field.Store.NO));
    out.add(new LongField("time", time.toEpochMilli(), Field.Store.YES));
    out.add(new StoredField("title", thread.title()));
    String bounded = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    out.add(new StoredField("text", bounded));
    out.add(new TextField(Words.ENGLISH, bounded, Field.Store.NO));
    out.add(new TextField(Words.CHINESE, bounded, Field.Store.NO));
    return out;
  }

  /// Takes a thread out.
  public void remove(ThreadId id) {
    try {
      writer.deleteDocuments(new Term("thread", id.value()));
    } catch (IOException e) {
      throw failed("write", e);
    }
  }

  /// Makes what was put in visible to searches, and keeps it across a restart where asked to.
  public void refresh(boolean commit) {
    try {
      if (commit) {
        writer.commit();
      }
      searchers.maybeRefreshBlocking();
    } catch (IOException e) {
      throw failed("write", e);
    }
  }

  /// Which version of which thread is in it.
  public Map<ThreadId, String> versions() {
    Map<ThreadId, String> out = new HashMap<>();
    return with(searcher -> {
      int count = Math.max(1, searcher.getIndexReader().maxDoc());
      Query titles = new TermQuery(new Term("kind", TITLE));
      for (ScoreDoc hit : searcher.search(titles, count).scoreDocs) {
        Document document = searcher.storedFields().document(hit.doc);
        out.put(new ThreadId(document.get("thread")), document.get("version"));
      }
      return out;
    });
  }

  /// The best places first.
  public List<SearchHit> search(SearchQuery query) {
    Words.Parsed parsed = words.parse(query.words());
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(parsed.query(), BooleanClause.Occur.MUST);
    all.add(
        new BoostQuery(new TermQuery(new Term("kind", TITLE)), TITLE_BOOST),
        BooleanClause.Occur.SHOULD);
    filter(all, "project", query.project());
    filter(all, "assistant", query.assistant());
    filter(all, "model", query.model());
    all.add(
        LongField.newRangeQuery("time", millis(query.from()), millis(query.to()) - 1),
        BooleanClause.Occur.FILTER);
    return with(searcher -> {
      List<SearchHit> out = new ArrayList<>();
      for (ScoreDoc hit : searcher.search(all.build(), query.limit()).scoreDocs) {
        out.add(hit(searcher.storedFields().document(hit.doc), parsed));
      }
      return out;
    });
  }

  private static void filter(BooleanQuery.Builder query, String field, String value) {
    if (!value.isEmpty()) {
      query.add(new TermQuery(new Term(field, value)), BooleanClause.Occur.FILTER);
    }
  }

  private static long millis(Instant time) {
    long most = Long.MAX_VALUE / 1000 - 1;
    return Math.clamp(time.getEpochSecond(), -most, most) * 1000 + time.getNano() / 1_000_000;
  }

  private SearchHit hit(Document document, Words.Parsed parsed) {
    Passage passage = Passage.of(document.get("text"), parsed, words);
    String message = document.get("message");
    String role = document.get("role");
    return new SearchHit(
        new ThreadId(document.get("thread")),
        document.get("title"),
        message == null ? "" : message,
        role == null ? "" : role,
        Instant.ofEpochMilli(document.getField("time").numericValue().longValue()),
        passage.text(),
        passage.marks());
  }

  private interface Search<T> {
    T run(IndexSearcher searcher) throws IOException;
  }

  private <T> T with(Search<T> search) {
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        return search.run(searcher);
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  private static JanException failed(String attempted, IOException e) {
    return new JanException(
        ErrorCode.STORAGE_FAILED,
        "cannot " + attempted + " the search index (" + e + "); it may be deleted at any time",
        e);
  }

  @Override
  public void close() {
    try {
      searchers.close();
      writer.close();
      directory.close();
    } catch (IOException e) {
      System.getLogger(SearchIndex.class.getName())
          .log(System.Logger.Level.WARNING, "the search index was not closed well", e);
    }
  }
}
