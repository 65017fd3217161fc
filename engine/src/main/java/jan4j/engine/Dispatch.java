package jan4j.engine;

import jan4j.core.ErrorCode;
import jan4j.core.GenerationRequest;
import jan4j.core.JanException;
import jan4j.core.Prompt;
import jan4j.core.Sampling;
import jan4j.model.dialect.OutputStart;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Renders one request and sends it to its worker. Runs on a virtual thread of its own.
record Dispatch(
    LlamaCppGeneration answer, WorkerProcess worker, PromptRenderer renderer, Report.Loaded facts) {
  private static final System.Logger LOG = System.getLogger(Dispatch.class.getName());

  /// @return whether the worker has the request, so that its last report, or its end, ends the
  ///   answer
  boolean run() {
    try {
      Command.Generate command = command();
      if (answer.isClosed()) {
        return false;
      }
      worker.begin(answer, command);
      answer.sent(worker);
      return true;
    } catch (JanException e) {
      answer.failed(e.code(), e.getMessage());
      return false;
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the worker ended before it had the request", e);
      return true;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "sending " + answer.request().id() + " failed", e);
      answer.failed(ErrorCode.INTERNAL, "preparing the request failed: " + e);
      return false;
    }
  }

  private Command.Generate command() {
    GenerationRequest request = answer.request();
    String grammar = request.sampling().grammar();
    return switch (request.prompt()) {
      case Prompt.Chat chat -> chat(request, chat);
      case Prompt.Text text ->
          command(
              List.of(new Command.Segment(text.text(), false)),
              List.of(),
              request.stop(),
              AnswerPlan.ofText(request.form(), grammar));
      case Prompt.Tokens tokens ->
          command(
              List.of(),
              tokens.tokens(),
              request.stop(),
              AnswerPlan.ofText(request.form(), grammar));
    };
  }

  private Command.Generate chat(GenerationRequest request, Prompt.Chat chat) {
    PromptRenderer.Rendered rendered = renderer.render(chat, facts);
    ModelDialect model = renderer.dialect();
    OutputStart start =
        new OutputStart(
            rendered.tail(OutputStart.MAX_PROMPT_TAIL),
            chat.tools(),
            request.form().reasoningAsText());
    AnswerPlan plan =
        AnswerPlan.ofChat(request.form(), chat.tools(), request.sampling().grammar(), model, start);
    if (!rendered.begun().isEmpty()
        && request.sampling().grammar().isEmpty()
        && !plan.grammar().isEmpty()
        && plan.text().triggers().isEmpty()) {
      throw JanException.unsupported(
          "messages",
          "the last message is the assistant's, to be gone on from: that cannot be held to a"
              + " grammar, a format or a tool; end with a user's message");
    }
    answer.readBy(new AnswerReader(model.dialect().parser(start), model.hasShortIds()));
    return command(
        rendered.segments(), List.of(), stops(request.stop(), rendered.stopTexts()), plan);
  }

  private Command.Generate command(
      List<Command.Segment> prompt, List<Integer> tokens, List<String> stop, AnswerPlan plan) {
    GenerationRequest request = answer.request();
    Sampling sampling = request.sampling();
    return new Command.Generate(
        answer.id(),
        prompt,
        tokens,
        sampling.grammar().equals(plan.grammar())
            ? sampling
            : sampling.toBuilder().grammar(plan.grammar()).build(),
        request.maxTokens(),
        stop,
        request.logprobs(),
        request.cachePrompt(),
        request.reportProgress(),
        plan.text());
  }

  private static List<String> stops(List<String> asked, List<String> ofTemplate) {
    if (ofTemplate.isEmpty()) {
      return asked;
    }
    Set<String> all = new LinkedHashSet<>(asked);
    all.addAll(ofTemplate);
    return new ArrayList<>(all);
  }
}
