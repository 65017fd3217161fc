package jan4j.store.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.store.NewMessage;
import jan4j.store.NewThread;
import jan4j.store.Store;
import jan4j.store.StoreEdges;
import jan4j.store.StoreFolder;
import jan4j.store.ThreadId;
import jan4j.wire.jan.JanPart;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterTest {
  @TempDir Path root;
  private Store store;
  private ThreadId id;

  @BeforeEach
  void open() {
    store = Store.open(new StoreFolder(root), StoreEdges.system());
    id = store.threads().create(NewThread.titled("A <b>title</b>\n# x")).id();
    store.threads().append(id, NewMessage.text("user", "Say <script>alert(1)</script> & \"x\""));
    store
        .threads()
        .append(
            id,
            NewMessage.of(
                "assistant",
                List.of(
                    new JanPart.Reasoning("</details><script>"),
                    new JanPart.ToolCall("c", "run`it", "{}", "````\n# not a title"),
                    new JanPart.Image("javascript:alert(1)", ""),
                    new JanPart.Image("data:image/png;base64,AAAA", ""),
                    new JanPart.Text("**Done**")),
                new NewMessage.Place.AtEnd()));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private String export(ExportFormat format) {
    StringBuilder out = new StringBuilder();
    new Exporter(store.threads()).export(List.of(id), format, out);
    return out.toString();
  }

  @Test
  void markdownIsForPeople() {
    assertThat(export(ExportFormat.MARKDOWN))
        .startsWith("# A <b>title</b> # x\n")
        .contains("## User\n", "## Assistant\n", "**Done**", "Tool `run'it`")
        .contains("`````\n````\n# not a title\n`````");
  }

  @Test
  void htmlIsEscapedAndHasNoScript() {
    String html = export(ExportFormat.HTML);
    assertThat(html)
        .contains("default-src 'none'")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;")
        .contains("<img alt=\"image\" src=\"data:image/png;base64,AAAA\">")
        .doesNotContain("<script", "src=\"javascript", "<b>title");
  }

  @Test
  void jsonHoldsEverything() {
    assertThat(export(ExportFormat.JSON))
        .contains("\"format\":\"jan4j-thread\"", "\"parentId\":null", "\"tool_name\":\"run`it\"");
  }
}
