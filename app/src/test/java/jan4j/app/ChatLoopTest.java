package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.ErrorCode;
import jan4j.core.FinishReason;
import jan4j.core.Message;
import jan4j.core.Prompt;
import jan4j.testkit.FakeEngine;
import jan4j.testkit.Gate;
import jan4j.testkit.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatLoopTest {
  private final FakeEngine engine = new FakeEngine("tiny", "other");
  private final TestConsole console = TestConsole.terminal();

  private int run(ScriptedInput input) {
    ChatEngine chat =
        new FakeServices(engine)
            .open(
                new Services.EngineChoice(false, false, UnaryOperator.identity()),
                new ProgressPrinter(console.console()));
    return new ChatLoop(
            console.console(),
            input,
            chat,
            chat.model(""),
            new Conversation("", -1, List.of()),
            UnaryOperator.identity(),
            Clock.systemUTC())
        .run();
  }

  private List<String> messages(int request) {
    return ((Prompt.Chat) engine.requests().get(request).prompt())
        .messages().stream().map(m -> m.role().word() + ": " + m.text()).toList();
  }

  @Test
  void laterQuestionsCarryWhatWasSaid() {
    engine.enqueue(Script.answer("one")).enqueue(Script.answer("two"));

    assertThat(run(new ScriptedInput("first", "second"))).isZero();

    assertThat(messages(1)).containsExactly("user: first", "assistant: one", "user: second");
    assertThat(console.out()).isEqualTo("one\ntwo\n");
  }

  @Test
  void interruptStopsTheAnswerAndNotTheProgram() {
    Gate gate = engine.gate("midst");
    engine.enqueue(
        new Script().started(1, 0).text("par").gate(gate).text("t").finished(FinishReason.STOP));
    engine.enqueue(Script.answer("next"));
    ScriptedInput input = new ScriptedInput("first", "second");
    Thread.ofVirtual()
        .start(() -> {
          gate.awaitReached();
          input.interrupt();
        });

    assertThat(run(input)).isZero();

    assertThat(engine.cancelled()).hasSize(1);
    assertThat(console.out()).isEqualTo("par\nnext\n");
    assertThat(messages(1)).containsExactly("user: first", "assistant: par", "user: second");
  }

  @Test
  void interruptAtThePromptSaysHowToLeave() {
    assertThat(run(new ScriptedInput("^C", "/exit"))).isZero();

    assertThat(console.err()).contains("Ctrl-D or /exit");
  }

  @Test
  void aFailedAnswerIsReportedAndForgotten() {
    engine.enqueue(new Script().started(1, 0).failed(ErrorCode.ENGINE_CRASHED, "worker died"));
    engine.enqueue(Script.answer("better"));

    run(new ScriptedInput("first", "second"));

    assertThat(console.err()).contains("jan4j: worker died");
    assertThat(messages(1)).containsExactly("user: second");
  }

  @Test
  void modelChangesTheModel() {
    engine.enqueue(Script.answer("hi"));

    run(new ScriptedInput("/model", "/model other", "/model none", "q"));

    assertThat(engine.onlyRequest().model().value()).isEqualTo("other");
    assertThat(console.err()).contains("* tiny").contains("there is no model none");
  }

  @Test
  void systemSetsTheSystemPrompt() {
    engine.enqueue(Script.answer("hi"));

    run(new ScriptedInput("/system Be kind.", "/system", "q"));

    assertThat(messages(0)).containsExactly("system: Be kind.", "user: q");
    assertThat(console.err()).contains("Be kind.");
  }

  @Test
  void clearForgetsWhatWasSaid() {
    engine.enqueue(Script.answer("one")).enqueue(Script.answer("two"));

    run(new ScriptedInput("first", "/clear", "second"));

    assertThat(messages(1)).containsExactly("user: second");
  }

  @Test
  void saveWritesTheConversationAndNeverOverAFile(@TempDir Path folder) throws Exception {
    engine.enqueue(Script.answer("one"));
    Path file = folder.resolve("talk.md");

    run(new ScriptedInput("first", "/save " + file, "/save " + file));

    assertThat(Files.readString(file))
        .isEqualTo("# A conversation with tiny\n\n## user\n\nfirst\n\n## assistant\n\none\n");
    assertThat(console.err()).contains("cannot save");
  }

  @Test
  void anUnknownCommandIsNotSentToTheModel() {
    run(new ScriptedInput("/frobnicate now"));

    assertThat(engine.requests()).isEmpty();
    assertThat(console.err()).contains("/frobnicate is no command");
  }

  @Test
  void aPathIsAQuestionAndNoCommand() {
    engine.enqueue(Script.answer("a file"));

    run(new ScriptedInput("/etc/passwd is what?"));

    assertThat(messages(0)).containsExactly("user: /etc/passwd is what?");
  }

  @Test
  void conversationsKeepNothingThatWasNotAnswered() {
    Conversation conversation = new Conversation("", -1, List.of());

    conversation.keep("q", "");

    assertThat(conversation.all()).extracting(Message::text).isEmpty();
  }
}
