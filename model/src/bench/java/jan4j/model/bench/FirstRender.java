package jan4j.model.bench;

import jan4j.model.template.ChatTemplate;
import jan4j.model.template.TemplateInput;
import java.io.IOException;
import java.util.Locale;

/// What the first rendering costs in a fresh JVM: compiling, then finding out what the template can
/// express, then the rendering itself. Prints milliseconds.
final class FirstRender {
  private FirstRender() {}

  public static void main(String[] arguments) throws IOException {
    String source = Conversation.source(arguments[0]);
    TemplateInput input = Conversation.input();
    long t0 = System.nanoTime();
    ChatTemplate template = ChatTemplate.compile(source);
    long t1 = System.nanoTime();
    template.capabilities();
    long t2 = System.nanoTime();
    template.render(input);
    long t3 = System.nanoTime();
    System.out.printf(
        Locale.ROOT, "%.1f %.1f %.1f%n", (t1 - t0) / 1e6, (t2 - t1) / 1e6, (t3 - t2) / 1e6);
  }
}
