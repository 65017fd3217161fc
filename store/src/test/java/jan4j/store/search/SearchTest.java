package jan4j.store.search;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.store.NewMessage;
import jan4j.store.NewThread;
import jan4j.store.Store;
import jan4j.store.StoreEdges;
import jan4j.store.StoreFolder;
import jan4j.store.ThreadId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  @TempDir Path root;
  private Store store;
  private SearchIndex index;
  private Indexer indexer;

  @BeforeEach
  void open() {
    store = Store.open(new StoreFolder(root), StoreEdges.system());
    index = SearchIndex.open(store.folder().searchIndex());
    indexer = new Indexer(store.threads(), index);
  }

  @AfterEach
  void close() {
    indexer.close();
    index.close();
    store.close();
  }

  private ThreadId thread(String title, String model, String... texts) {
    ThreadId id =
        store
            .threads()
            .create(new NewThread(title, "", "", model, "llamacpp", Optional.empty()))
            .id();
    for (String text : texts) {
      store.threads().append(id, NewMessage.text("user", text));
    }
    return id;
  }

  private List<SearchHit> search(String words) {
    return index.search(SearchQuery.of(words));
  }

  private static String marked(SearchHit hit) {
    StringBuilder out = new StringBuilder(hit.passage());
    for (SearchHit.Mark mark : hit.marks().reversed()) {
      out.insert(mark.to(), ']').insert(mark.from(), '[');
    }
    return out.toString();
  }

  @Test
  void englishWordsAreFoundInAnyFormAndMarked() {
    ThreadId id = thread("Garden", "m", "I planted two apple trees. The tree is small.");
    thread("Other", "m", "Nothing here.");
    indexer.catchUp();
    assertThat(search("planting trees")).hasSize(1);
    SearchHit hit = search("planting trees").getFirst();
    assertThat(hit.thread()).isEqualTo(id);
    assertThat(marked(hit)).isEqualTo("I [planted] two apple [trees]. The [tree] is small.");
  }

  @Test
  void theWordThatIsStillTypedIsFoundByItsBeginning() {
    thread("Garden", "m", "A wonderful elephant");
    indexer.catchUp();
    assertThat(search("wonderful elepha")).hasSize(1);
    assertThat(search("elepha wonderful")).isEmpty();
  }

  @Test
  void chineseIsFoundAtAnyPlace() {
    thread("中文", "m", "今天的天气很好，我们去公园散步吧。GPU显存不够。");
    indexer.catchUp();
    assertThat(marked(search("天气很好").getFirst())).contains("[天气很好]");
    assertThat(search("公园散步")).hasSize(1);
    assertThat(search("显存")).hasSize(1);
    assertThat(search("GPU显存")).hasSize(1);
    assertThat(search("园")).hasSize(1);
    assertThat(search("天散")).isEmpty();
    assertThat(search("中文").getFirst().message()).isEmpty();
  }

  @Test
  void titlesComeFirst() {
    thread("About pasta", "m", "something else");
    thread("Other", "m", "pasta is mentioned here");
    indexer.catchUp();
    assertThat(search("pasta")).hasSize(2);
    assertThat(search("pasta").getFirst().title()).isEqualTo("About pasta");
  }

  @Test
  void filtersNarrow() {
    thread("One", "small", "common words");
    thread("Two", "large", "common words");
    indexer.catchUp();
    SearchQuery all = SearchQuery.of("common");
    assertThat(index.search(all)).hasSize(2);
    assertThat(index.search(new SearchQuery("common", "", "", "large", all.from(), all.to(), 9)))
        .extracting(SearchHit::title)
        .containsExactly("Two");
    assertThat(index.search(new SearchQuery("common", "p", "", "", all.from(), all.to(), 9)))
        .isEmpty();
    assertThat(index.search(new SearchQuery("common", "", "", "", all.from(), Instant.EPOCH, 9)))
        .isEmpty();
  }

  @Test
  void whatIsWrittenLaterIsFoundAndWhatIsDeletedIsNot() throws Exception {
    ThreadId id = thread("One", "m", "first");
    indexer.start();
    indexer.awaitCurrent();
    store.threads().append(id, NewMessage.text("user", "zebra"));
    indexer.awaitCurrent();
    assertThat(search("zebra")).hasSize(1);
    store.threads().delete(id);
    indexer.awaitCurrent();
    assertThat(search("zebra")).isEmpty();
  }

  @Test
  void aDeletedOrBrokenIndexIsMadeAnew() throws Exception {
    thread("One", "m", "zebra");
    indexer.catchUp();
    index.close();
    try (var files = Files.list(store.folder().searchIndex())) {
      for (Path file : files.toList()) {
        Files.writeString(file, "broken");
      }
    }
    index = SearchIndex.open(store.folder().searchIndex());
    indexer = new Indexer(store.threads(), index);
    assertThat(search("zebra")).isEmpty();
    indexer.catchUp();
    assertThat(search("zebra")).hasSize(1);
  }

  @Test
  void oddQueriesFindNothingAndDoNotFail() {
    thread("One", "m", "the zebra");
    indexer.catchUp();
    for (String odd : List.of("", " ", "\"", "a AND (", "*", "\0", "x".repeat(5000), "😀")) {
      assertThat(search(odd)).as(odd).isEmpty();
    }
    assertThat(search("ZEBRA!")).hasSize(1);
  }
}
