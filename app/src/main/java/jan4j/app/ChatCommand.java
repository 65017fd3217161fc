package jan4j.app;

import jan4j.core.ErrorCode;
import jan4j.core.Generation;
import jan4j.core.JanException;
import jan4j.core.ModelEntry;
import jan4j.core.Sampling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `jan4j chat`: one question, a pipe, or a conversation.
@Command(
    name = "chat",
    description = {
      "Ask a local model.",
      "One question as an argument, text from a pipe, or both (the piped text follows the"
          + " question); with neither, a conversation."
    })
final class ChatCommand implements Callable<Integer> {
  /// Most bytes that are read from a pipe.
  static final int MAX_PIPE_BYTES = 16 * 1024 * 1024;

  private final Console console;
  private final Services services;
  private final InputSource inputs;
  private final Clock clock;

  @Parameters(arity = "0..*", paramLabel = "QUESTION", description = "The question.")
  String[] question = {};

  @Option(
      names = {"-m", "--model"},
      paramLabel = "ID|FILE",
      description =
          "A model's id, or the path of a GGUF file. Default: JAN4J_MODEL, else the starter model.")
  @Nullable String model;

  @Option(names = "--system", paramLabel = "TEXT", description = "The system prompt.")
  String system = "";

  @Option(
      names = "--json",
      description = "Print one JSON object: answer, finish reason, usage, timings.")
  boolean json;

  @Mixin OfflineOption offline = new OfflineOption();
  @Mixin SamplingOptions sampling = new SamplingOptions();
  @Mixin LoadingOptions loading = new LoadingOptions();

  ChatCommand(Console console, Services services, InputSource inputs, Clock clock) {
    this.console = console;
    this.services = services;
    this.inputs = inputs;
    this.clock = clock;
  }

  /// Makes the source of an interactive conversation's input.
  interface InputSource {
    LineInput open() throws IOException;
  }

  @Override
  public Integer call() throws Exception {
    long start = System.nanoTime();
    sampling.apply(Sampling.DEFAULT);
    boolean interactive = question.length == 0 && console.terminal().in() && !json;
    ProgressPrinter progress = new ProgressPrinter(console);
    FutureTask<ChatEngine> opening = new FutureTask<>(() -> services.open(choice(), progress));
    Thread.ofPlatform().daemon().name("open-engine").start(opening);
    try {
      String asked = interactive ? "" : question();
      try (ChatEngine engine = Waiting.get(opening)) {
        ModelEntry entry = engine.model(modelName());
        progress.clear();
        return interactive
            ? converse(engine, entry)
            : answer(engine, entry, asked, progress, start);
      }
    } finally {
      progress.clear();
    }
  }

  private Services.EngineChoice choice() {
    boolean file = OwnCore.isFile(modelName());
    return new Services.EngineChoice(file || !loading.isEmpty(), offline.given, loading::apply);
  }

  private String modelName() {
    if (model != null) {
      return model;
    }
    return System.getenv().getOrDefault("JAN4J_MODEL", "");
  }

  private int answer(
      ChatEngine engine, ModelEntry entry, String asked, ProgressPrinter progress, long start) {
    Conversation conversation = new Conversation(system, sampling.maxTokens, sampling.stop);
    try (Generation generation =
        engine
            .engine()
            .start(conversation.ask(entry.id(), sampling.apply(entry.sampling()), asked))) {
      Notices notices = new Notices(console, engine);
      notices.before(entry);
      Answer answer =
          new AnswerPrinter(console, progress, json, () -> notices.loaded(entry), start)
              .print(generation);
      if (json) {
        console.line(AnswerJson.of(entry.id(), answer));
      }
      return answer.interrupted() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }
  }

  private int converse(ChatEngine engine, ModelEntry entry) throws IOException {
    engine.prepare(entry);
    try (LineInput input = inputs.open()) {
      Conversation conversation = new Conversation(system, sampling.maxTokens, sampling.stop);
      return new ChatLoop(console, input, engine, entry, conversation, sampling::apply, clock)
          .run();
    }
  }

  private String question() {
    String argument = String.join(" ", question);
    String piped = console.terminal().in() ? "" : piped(!argument.isBlank());
    String both =
        argument.isBlank() || piped.isBlank() ? argument + piped : argument + "\n\n" + piped;
    if (both.isBlank()) {
      throw JanException.invalid(
          "question", "there is no question; give one as an argument or on standard input");
    }
    return both.stripTrailing();
  }

  private String piped(boolean haveQuestion) {
    try (PipeHint _ = haveQuestion ? PipeHint.start(console) : null) {
      byte[] bytes = console.in().readNBytes(MAX_PIPE_BYTES + 1);
      if (bytes.length > MAX_PIPE_BYTES) {
        throw new JanException(
            ErrorCode.PAYLOAD_TOO_LARGE,
            "standard input is over "
                + MAX_PIPE_BYTES
                + " bytes, more than any context holds; send a part of it");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read standard input", e);
    }
  }

  /// The default history file of the conversation.
  static Path historyFile(Path dataFolder) {
    return dataFolder.resolve("jan4j").resolve("chat-history");
  }
}
