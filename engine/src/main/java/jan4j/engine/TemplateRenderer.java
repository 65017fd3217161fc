package jan4j.engine;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.Message;
import jan4j.core.ModelEntry;
import jan4j.core.Part;
import jan4j.core.Prompt;
import jan4j.core.Role;
import jan4j.model.gguf.Gguf;
import jan4j.model.template.ChatTemplate;
import jan4j.model.template.RenderedPrompt;
import jan4j.model.template.TemplateInput;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.Report;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Renders by the chat template that the model's file carries, compiled at first use, or by the
/// plain form where the file carries none.
final class TemplateRenderer implements PromptRenderer {
  private static final System.Logger LOG = System.getLogger(TemplateRenderer.class.getName());

  private final ModelEntry entry;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock(); // guards the compilation
  private @Nullable Compiled compiled;
  private volatile String notice = "";

  private record Compiled(ChatTemplate template, ModelDialect dialect) {}

  TemplateRenderer(ModelEntry entry, Clock clock) {
    this.entry = entry;
    this.clock = clock;
  }

  @Override
  public void prepare() {
    try {
      compiled().template().capabilities(); // probes the template, which the first render needs
    } catch (JanException e) {
      LOG.log(System.Logger.Level.DEBUG, "the template cannot be prepared", e);
    }
  }

  @Override
  public Rendered render(Prompt.Chat chat, Report.Loaded facts) {
    ChatTemplate template = compiled().template();
    List<Message> messages = chat.messages();
    if (!continuesAnswer(messages)) {
      boolean open = messages.getLast().role() != Role.ASSISTANT;
      return rendered(template.render(input(chat, messages, facts, open)), "");
    }
    List<Message> before = messages.subList(0, messages.size() - 1);
    return rendered(template.render(input(chat, before, facts, true)), messages.getLast().text());
  }

  /// A conversation that ends with an assistant's text asks for its continuation, as llama-server
  /// understands it (`prefill_assistant`).
  private static boolean continuesAnswer(List<Message> messages) {
    Message last = messages.getLast();
    return messages.size() > 1
        && last.role() == Role.ASSISTANT
        && last.parts().stream().allMatch(p -> p instanceof Part.Text);
  }

  private TemplateInput input(
      Prompt.Chat chat, List<Message> messages, Report.Loaded facts, boolean open) {
    return new TemplateInput(
        messages, chat.tools(), chat.variables(), facts.bosToken(), facts.eosToken(), open, clock);
  }

  private static Rendered rendered(RenderedPrompt prompt, String begun) {
    List<Command.Segment> segments = new ArrayList<>();
    for (RenderedPrompt.Segment s : prompt.segments()) {
      segments.add(new Command.Segment(s.text(), s.trusted()));
    }
    if (!begun.isEmpty()) {
      segments.add(new Command.Segment(begun, false));
    }
    return new Rendered(segments, prompt.stopTexts(), begun);
  }

  @Override
  public ModelDialect dialect() {
    return compiled().dialect();
  }

  private Compiled compiled() {
    lock.lock();
    try {
      Compiled known = compiled;
      if (known == null) {
        known = compile();
        compiled = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private Compiled compile() {
    String source = Gguf.read(entry.file()).chatTemplate().orElse("");
    if (source.isBlank()) {
      notice =
          entry.id()
              + " carries no chat template (it is a base model): chats are written as plain"
              + " \"User:\" and \"Assistant:\" lines";
      LOG.log(System.Logger.Level.WARNING, notice);
      return new Compiled(ChatTemplate.plain(), ModelDialect.of(""));
    }
    try {
      return new Compiled(ChatTemplate.compile(source), ModelDialect.of(source));
    } catch (JanException e) {
      throw new JanException(
          ErrorCode.TEMPLATE_FAILED,
          "the chat template of " + entry.id() + " cannot be used: " + e.getMessage(),
          e);
    }
  }

  @Override
  public String notice() {
    return notice;
  }
}
