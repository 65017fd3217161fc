package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.ErrorCode;
import jan4j.core.FinishReason;
import jan4j.core.GenerationEvent;
import jan4j.core.GenerationRequest;
import jan4j.core.Prompt;
import jan4j.core.Role;
import jan4j.testkit.FakeEngine;
import jan4j.testkit.Script;
import jan4j.wire.Json;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatCommandTest {
  private final FakeEngine engine = new FakeEngine("tiny", "other");
  private final FakeServices services = new FakeServices(engine);

  private int run(TestConsole console, String... args) {
    ChatCommand chat =
        new ChatCommand(console.console(), services, () -> new ScriptedInput(), Clock.systemUTC());
    return CommandTree.of(console.console(), "core.log", List.of(chat)).execute(args);
  }

  private static String question(GenerationRequest request) {
    return ((Prompt.Chat) request.prompt()).messages().getLast().text();
  }

  @Test
  void standardOutputCarriesTheAnswerAlone() {
    engine.enqueue(
        Script.of(new GenerationEvent.LoadProgress(0.5))
            .started(3, 0)
            .text("Hel")
            .text("lo")
            .finished(FinishReason.STOP));
    services.loadedNotice = "a model without a template";
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "chat", "What is gravity?")).isZero();

    assertThat(console.out()).isEqualTo("Hello\n");
    assertThat(console.err()).isEqualTo("a model without a template\n");
    assertThat(question(engine.onlyRequest())).isEqualTo("What is gravity?");
    assertThat(engine.isClosed()).isTrue();
  }

  @Test
  void anAnswerEndsWithExactlyOneLineEnd() {
    engine.enqueue(Script.answer("a\n", "\n", "b\n", "\n\n"));
    TestConsole console = TestConsole.pipes("");

    run(console, "chat", "q");

    assertThat(console.out()).isEqualTo("a\n\nb\n");
  }

  @Test
  void pipedTextIsTheQuestion() {
    engine.enqueue(Script.answer("ok"));
    TestConsole console = TestConsole.pipes("from a pipe\n");

    assertThat(run(console, "chat")).isZero();

    assertThat(question(engine.onlyRequest())).isEqualTo("from a pipe");
  }

  @Test
  void pipedTextFollowsTheQuestionOfTheArguments() {
    engine.enqueue(Script.answer("ok"));

    run(TestConsole.pipes("the text\n"), "chat", "Sum", "up:");

    assertThat(question(engine.onlyRequest())).isEqualTo("Sum up:\n\nthe text");
  }

  @Test
  void noQuestionAtAllIsWrongUsage() {
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "chat")).isEqualTo(ExitCode.USAGE);
    assertThat(console.err()).contains("there is no question");
    assertThat(console.out()).isEmpty();
  }

  @Test
  void escapesOfTheModelDoNotReachATerminal() {
    engine.enqueue(Script.answer("red\u001b[31m", "\u001b]0;title\u0007", "\u009b1m", "x\r\n"));
    TestConsole console = TestConsole.terminal();

    assertThat(run(console, "chat", "q")).isZero();

    assertThat(console.out()).isEqualTo("red␛[31m␛]0;title␇�1mx\n");
  }

  @Test
  void bytesOfTheAnswerAreUntouchedOutsideATerminal() {
    engine.enqueue(Script.answer("a\u001b[31mb"));
    TestConsole console = TestConsole.pipes("");

    run(console, "chat", "q");

    assertThat(console.out()).isEqualTo("a\u001b[31mb\n");
  }

  @Test
  void optionsReachTheRequest() {
    engine.enqueue(Script.answer("ok"));

    run(
        TestConsole.pipes(""),
        "chat",
        "-m",
        "other",
        "--system",
        "Be short.",
        "--temperature",
        "0",
        "--seed",
        "7",
        "--max-tokens",
        "5",
        "--stop",
        "END",
        "q");

    GenerationRequest request = engine.onlyRequest();
    assertThat(request.model().value()).isEqualTo("other");
    assertThat(request.sampling().temperature()).isZero();
    assertThat(request.sampling().seed()).isEqualTo(7);
    assertThat(request.maxTokens()).isEqualTo(5);
    assertThat(request.stop()).containsExactly("END");
    assertThat(((Prompt.Chat) request.prompt()).messages().getFirst().role())
        .isEqualTo(Role.SYSTEM);
  }

  @Test
  void loadOptionsOrAFileAskForAnEngineOfItsOwn() {
    engine.enqueue(Script.answer("ok")).enqueue(Script.answer("ok"));

    run(TestConsole.pipes(""), "chat", "q");
    run(TestConsole.pipes(""), "chat", "--ctx-size", "512", "q");
    run(TestConsole.pipes(""), "chat", "-m", "some/file.gguf", "q");

    assertThat(services.choices.stream().map(Services.EngineChoice::ownCore))
        .containsExactly(false, true, true);
  }

  @Test
  void jsonIsOneObjectWithAnswerUsageAndTimings() {
    engine.enqueue(
        new Script().started(1, 0).reasoning("hm").text("Hi\n").finished(FinishReason.LENGTH));
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "chat", "--json", "q")).isZero();

    Map<String, Object> tree = Json.readTree(console.out());
    assertThat(tree)
        .containsEntry("model", "tiny")
        .containsEntry("answer", "Hi\n")
        .containsEntry("reasoning", "hm")
        .containsEntry("finish_reason", "length")
        .containsKeys("usage", "timings");
  }

  @Test
  void aFailureOfTheEngineIsNamedAndHasItsOwnExitCode() {
    engine.enqueue(
        new Script().started(1, 0).text("Hal").failed(ErrorCode.ENGINE_CRASHED, "worker died"));
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "chat", "q")).isEqualTo(ExitCode.ENGINE);

    assertThat(console.out()).isEqualTo("Hal\n");
    assertThat(console.err()).isEqualTo("jan4j: worker died\n");
  }

  @Test
  void aDeniedConnectionHasItsOwnExitCode() {
    engine.enqueue(Script.refused(ErrorCode.EGRESS_DENIED, "would have fetched x"));

    assertThat(run(TestConsole.pipes(""), "chat", "q")).isEqualTo(ExitCode.NETWORK);
  }

  @Test
  void withJsonAFailureIsAnObjectOnStandardOutput() {
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "chat", "--json", "-m", "none", "q")).isEqualTo(ExitCode.FAILURE);

    assertThat(Json.readTree(console.out()).get("error"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("code", "model_not_found")
        .containsEntry("exit_code", 1);
    assertThat(console.err()).isEmpty();
  }

  @Test
  void aValueOutOfItsRangeIsWrongUsage() {
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "chat", "--top-p", "3", "q")).isEqualTo(ExitCode.USAGE);
    assertThat(console.err()).contains("top_p is 3.0");
    assertThat(engine.requests()).isEmpty();
  }

  @Test
  void anUnknownOptionIsWrongUsage() {
    TestConsole console = TestConsole.pipes("");

    assertThat(run(console, "chat", "--temprature", "1", "q")).isEqualTo(ExitCode.USAGE);
    assertThat(console.err()).contains("--temprature").contains("chat --help");
  }

  @Test
  void withoutAQuestionATerminalGetsAConversation() {
    TestConsole console = TestConsole.terminal();

    assertThat(run(console, "chat")).isZero();
    assertThat(console.err()).contains("Talking to tiny");
  }
}
