package jan4j.store.exchange;

import jan4j.store.Conversation;
import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanPart;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/// Conversations as one HTML file: everything escaped, no script, nothing loaded from elsewhere,
/// which the page's own policy enforces, too. For one thread.
final class HtmlPage {
  private static final Pattern IMAGE =
      Pattern.compile("data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+");

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
      article { margin: 1rem 0; padding: .5rem 1rem; border-left: 3px solid #999; }
      article.user { border-color: #36c; }
      .text, pre { white-space: pre-wrap; overflow-wrap: anywhere; }
      h2 { font-size: 1rem; margin: 0; }
      small { color: #666; }
      img { max-width: 100%%; }
      </style>
      </head>
      <body>
      """;

  private final Appendable out;

  HtmlPage(Appendable out) {
    this.out = out;
  }

  void begin(String title) throws IOException {
    out.append(HEAD.formatted(escape(title)));
  }

  void add(Conversation conversation) throws IOException {
    out.append("<section>\n<h1>").append(escape(conversation.thread().title())).append("</h1>\n");
    out.append("<small>")
        .append(conversation.thread().file().created().truncatedTo(ChronoUnit.SECONDS).toString())
        .append("</small>\n");
    for (JanMessage message : conversation.shown()) {
      add(message);
    }
    out.append("</section>\n");
  }

  private void add(JanMessage message) throws IOException {
    out.append("<article class=\"").append(message.role().equals("user") ? "user" : "other");
    out.append("\">\n<h2>").append(escape(Speaker.name(message))).append("</h2>\n");
    for (JanPart part : message.parts()) {
      add(part);
    }
    out.append("</article>\n");
  }

  private void add(JanPart part) throws IOException {
    switch (part) {
      case JanPart.Text(String text) ->
          out.append("<div class=\"text\">").append(escape(text)).append("</div>\n");
      case JanPart.Reasoning(String text) ->
          out.append("<details><summary>Reasoning</summary><div class=\"text\">")
              .append(escape(text))
              .append("</div></details>\n");
      case JanPart.Image(String url, String _) -> {
        if (IMAGE.matcher(url).matches()) {
          out.append("<img alt=\"image\" src=\"").append(escape(url)).append("\">\n");
        } else {
          out.append("<div class=\"text\">(image: ").append(escape(url)).append(")</div>\n");
        }
      }
      case JanPart.ToolCall call ->
          out.append("<details><summary>Tool ")
              .append(escape(call.name()))
              .append("</summary><pre>")
              .append(escape(call.input()))
              .append("\n\n")
              .append(escape(call.output()))
              .append("</pre></details>\n");
      case JanPart.Other(String type, var _) ->
          out.append("<small>(").append(escape(type)).append(")</small>\n");
    }
  }

  void end() throws IOException {
    out.append("</body>\n</html>\n");
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
      }
    }
    return escaped.toString();
  }
}
