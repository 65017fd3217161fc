package jan4j.app;

import jan4j.core.Generation;
import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import jan4j.core.Sampling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An interactive conversation: reads inputs, answers them, obeys the commands that start with a
/// slash. Runs on one thread; Ctrl-C comes on another and only closes the running generation.
final class ChatLoop {
  /// The commands, for completion and `/help`.
  static final List<String> COMMANDS =
      List.of("/help", "/model", "/system", "/clear", "/save", "/exit");

  private static final String HELP =
      """
      /model [ID or path.gguf]  show the models, or change to another
      /system [TEXT]            show or set the system prompt
      /clear                    forget what was said
      /save [FILE]              write the conversation to a Markdown file
      /exit                     end (or Ctrl-D)
      Ctrl-C stops an answer. A line that ends in \\ goes on; \"\"\" starts and ends a text of \
      several lines.\
      """;

  private final Console console;
  private final LineInput input;
  private final ChatEngine engine;
  private final Conversation conversation;
  private final UnaryOperator<Sampling> sampling;
  private final Clock clock;
  private final AtomicReference<@Nullable Generation> running = new AtomicReference<>();
  private final Notices notices;
  private ModelEntry model;

  ChatLoop(
      Console console,
      LineInput input,
      ChatEngine engine,
      ModelEntry model,
      Conversation conversation,
      UnaryOperator<Sampling> sampling,
      Clock clock) {
    this.console = console;
    this.input = input;
    this.engine = engine;
    this.model = model;
    this.conversation = conversation;
    this.sampling = sampling;
    this.clock = clock;
    notices = new Notices(console, engine);
  }

  /// Runs until the user ends it.
  ///
  /// @return the exit code
  int run() {
    input.onInterrupt(this::stopAnswer);
    notices.before(model);
    console.note("Talking to " + model.id() + ". /help lists the commands, Ctrl-D ends.");
    while (true) {
      String text;
      try {
        text = input.read();
      } catch (LineInput.InputInterruptedException e) {
        console.note("Ctrl-D or /exit ends the conversation.");
        continue;
      }
      if (text == null || text.equals("/exit")) {
        return ExitCode.OK;
      }
      if (!text.isBlank()) {
        handle(text);
      }
    }
  }

  private void handle(String text) {
    try {
      if (isCommand(text)) {
        obey(text);
      } else {
        answer(text.strip());
      }
    } catch (JanException e) {
      console.error(e.getMessage());
    }
  }

  private static boolean isCommand(String text) {
    return text.split("\\s", 2)[0].matches("/[a-z]+");
  }

  private void answer(String question) {
    long start = System.nanoTime();
    ProgressPrinter progress = new ProgressPrinter(console);
    try (Generation generation =
        engine
            .engine()
            .start(conversation.ask(model.id(), sampling.apply(model.sampling()), question))) {
      running.set(generation);
      Answer answer =
          new AnswerPrinter(console, progress, false, () -> notices.loaded(model), start)
              .print(generation);
      conversation.keep(question, answer.text());
      if (answer.interrupted()) {
        console.note("(stopped)");
      }
    } finally {
      running.set(null);
      progress.clear();
    }
  }

  private void stopAnswer() {
    Generation generation = running.get();
    if (generation != null) {
      generation.close();
    }
  }

  private void obey(String text) {
    String[] words = text.split("\\s+", 2);
    String argument = words.length > 1 ? words[1].strip() : "";
    switch (words[0]) {
      case "/help" -> console.note(HELP);
      case "/model" -> model(argument);
      case "/system" -> system(argument);
      case "/clear" -> {
        conversation.clear();
        console.note("Forgot what was said.");
      }
      case "/save" -> save(argument);
      default ->
          console.error(
              words[0]
                  + " is no command; /help lists them. To send it as text, write it"
                  + " within \"\"\".");
    }
  }

  private void model(String argument) {
    if (argument.isEmpty()) {
      for (ModelEntry entry : engine.models()) {
        console.note((entry.id().equals(model.id()) ? "* " : "  ") + entry.id());
      }
      return;
    }
    model = engine.model(argument);
    engine.prepare(model);
    console.note("Talking to " + model.id() + ".");
    notices.before(model);
  }

  private void system(String argument) {
    if (argument.isEmpty()) {
      console.note(
          conversation.system().isEmpty() ? "There is no system prompt." : conversation.system());
      return;
    }
    conversation.system(argument);
    console.note("The system prompt is set.");
  }

  private void save(String argument) {
    if (conversation.isEmpty()) {
      console.error("nothing was said yet that could be saved");
      return;
    }
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault());
    String name =
        argument.isEmpty()
            ? "chat-" + DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss").format(now) + ".md"
            : argument;
    try {
      Path file = Path.of(name).toAbsolutePath();
      Files.writeString(
          file,
          conversation.markdown(model.id().value()),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE_NEW);
      console.note("Saved to " + file);
    } catch (FileAlreadyExistsException e) {
      console.error("cannot save to " + name + ": it is there already; give another file");
    } catch (IOException | java.nio.file.InvalidPathException e) {
      console.error(
          "cannot save to " + name + " (" + e.getClass().getSimpleName() + "); give another file");
    }
  }
}
