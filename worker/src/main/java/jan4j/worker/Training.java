package jan4j.worker;

import jan4j.core.LoadOptions;
import jan4j.core.Sampling;
import jan4j.llama.LlamaException;
import jan4j.llama.LlamaLibrary;
import jan4j.llama.LogSink;
import jan4j.wire.Json;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.Report;
import java.nio.file.Path;
import java.util.List;

/// Loads and links the classes that every worker needs, for the JDK's AOT cache: frames both ways,
/// a choice by the sampler, the native library where it is there, and an answer where a model is
/// given.
final class Training {
  private static final int VOCABULARY = 1000;
  private static final int TOKENS = 4;

  private Training() {}

  /// @param modelFile a small model to answer with once, or the empty string
  static void run(String modelFile) {
    frames();
    sampling();
    String folder = System.getenv("JAN4J_NATIVE_FOLDER");
    if (folder == null) {
      return;
    }
    try {
      LlamaLibrary library = LlamaLibrary.load(Path.of(folder), LogSink.NONE);
      DeviceChoice.choose(library.devices(), List.of());
      library.onAbort(System.err::println);
      if (!modelFile.isEmpty()) {
        answer(library, modelFile);
      }
    } catch (LlamaException e) {
      System.err.println("worker: trained without the native library: " + e.getMessage());
    }
  }

  private static void answer(LlamaLibrary library, String modelFile) {
    AbortSignal signal = new AbortSignal();
    Command.Load load = new Command.Load(modelFile, LoadOptions.DEFAULT, 1);
    try (LoadedModel model = new ModelLoader(library, signal, Json::write).load(load)) {
      Scheduler scheduler =
          new Scheduler(
              model,
              signal,
              report -> {
                Json.write(report);
                if (report instanceof Report.Finished) {
                  signal.stop();
                }
              },
              (_, _) -> {},
              new GrammarWatch(System::nanoTime));
      Command.Generate generate =
          new Command.Generate(
              1,
              List.of(new Command.Segment("Hello", false)),
              List.of(),
              Sampling.DEFAULT,
              TOKENS,
              List.of("never"),
              1,
              true,
              false,
              Command.AnswerText.PLAIN);
      scheduler.post(new LoopMessage.Submit(new RequestReader(model.facts()).read(generate)));
      scheduler.run();
    }
  }

  private static void frames() {
    Report.Logprob logprob = new Report.Logprob(1, "YQ==", -1, List.of());
    for (Report report :
        List.of(
            new Report.Hello(Report.PROTOCOL_VERSION, "", 1, ""),
            new Report.LoadProgress(1),
            new Report.Started(1, 1, 0),
            new Report.Progress(1, 1, 0, 1, 1),
            new Report.Piece(1, "a", List.of(logprob)),
            new Report.Finished(1, "stop", "", 1, 0, 1, 1, 1),
            new Report.Failed(1, "cancelled", ""),
            new Report.Tokens(1, List.of(1)),
            new Report.Pong(1),
            new Report.Dying(""))) {
      Json.write(report);
    }
    List<Command.Segment> prompt = List.of(new Command.Segment("a", true));
    for (Command command :
        List.of(
            new Command.Load("model.gguf", LoadOptions.DEFAULT, 1),
            new Command.Generate(
                1,
                prompt,
                List.of(1),
                Sampling.DEFAULT,
                1,
                List.of("a"),
                -1,
                true,
                false,
                Command.AnswerText.PLAIN),
            new Command.Cancel(1),
            new Command.Tokenize(1, prompt),
            new Command.Ping(1),
            new Command.Stop())) {
      Json.read(Json.write(command), Command.class);
    }
  }

  private static void sampling() {
    Sampler sampler = new Sampler(Sampling.DEFAULT, VOCABULARY, 1, new int[0], DryBreakers.NONE, 1);
    sampler.choose(new float[VOCABULARY], new TokenList(), new Candidates());
    TextAssembler text = new TextAssembler(List.of("b"));
    text.add(new byte[] {'a'}, null);
    text.finish();
    new AbortSignal().stop();
  }
}
