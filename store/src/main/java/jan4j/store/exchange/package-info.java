/// Conversations out to Markdown, JSON and HTML, and in from Jan, ChatGPT, Open WebUI and LM
/// Studio.
@org.jspecify.annotations.NullMarked
package jan4j.store.exchange;
