package jan4j.store.exchange;

import jan4j.store.Conversation;
import jan4j.store.ThreadId;
import jan4j.store.ThreadStore;
import jan4j.wire.Json;
import jan4j.wire.jan.JanMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes conversations for people and other programs, one after the other, so that all of them
/// need not fit in memory. Thread-safe.
public final class Exporter {
  /// The mark of an exported thread, one element of a JSON list.
  static final String JSON_FORMAT = "jan4j-thread";

  private final ThreadStore threads;

  public Exporter(ThreadStore threads) {
    this.threads = threads;
  }

  /// Writes those threads.
  ///
  /// @throws jan4j.core.JanException for an unknown thread
  /// @throws UncheckedIOException where `out` fails
  public void export(List<ThreadId> ids, ExportFormat format, Appendable out) {
    try {
      switch (format) {
        case MARKDOWN -> markdown(ids, out);
        case JSON -> json(ids, out);
        case HTML -> html(ids, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the export", e);
    }
  }

  private void markdown(List<ThreadId> ids, Appendable out) throws IOException {
    MarkdownPage page = new MarkdownPage(out);
    for (ThreadId id : ids) {
      page.add(threads.open(id));
    }
  }

  private void html(List<ThreadId> ids, Appendable out) throws IOException {
    HtmlPage page = new HtmlPage(out);
    page.begin(ids.size() == 1 ? threads.open(ids.getFirst()).thread().title() : "Conversations");
    for (ThreadId id : ids) {
      page.add(threads.open(id));
    }
    page.end();
  }

  private void json(List<ThreadId> ids, Appendable out) throws IOException {
    out.append('[');
    String separator = "\n";
    for (ThreadId id : ids) {
      out.append(separator).append(Json.writeText(tree(threads.open(id))));
      separator = ",\n";
    }
    out.append("\n]\n");
  }

  private static Map<String, Object> tree(Conversation conversation) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("format", JSON_FORMAT);
    out.put("version", 1);
    out.put("thread", conversation.thread().file().tree());
    out.put(
        "messages",
        conversation.tree().messages().values().stream().map(JanMessage::tree).toList());
    return out;
  }
}
