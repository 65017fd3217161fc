package jan4j.worker;

import jan4j.core.ErrorCode;
import jan4j.core.GenerationRequest;
import jan4j.core.JanException;
import jan4j.core.Sampling;
import jan4j.wire.worker.Command;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns [Command.Generate] into a [Job]: everything that can be checked or computed without the
/// context, so that the loop does not wait for it. The reader thread only.
final class RequestReader {
  private static final int KEPT_BREAKERS = 8;
  private static final int MAX_MARKS = 300;
  private static final int MAX_MARK_LENGTH = 500;
  private static final int MAX_SHOWN = 100;

  private final VocabularyFacts facts;
  private final Map<List<String>, DryBreakers> breakers = new LinkedHashMap<>();

  RequestReader(VocabularyFacts facts) {
    this.facts = facts;
  }

  /// @throws JanException where the request cannot be answered
  Job read(Command.Generate command) {
    Sampling sampling = command.sampling();
    for (int token : sampling.logitBias().keySet()) {
      checkToken("logit_bias", token);
    }
    boolean grammarUsesTokens =
        !sampling.grammar().isEmpty()
            && GrammarBounds.check(sampling.grammar(), facts::isOneToken).usesTokens();
    checkTexts(command.answer());
    if (command.maxTokens() < -1
        || command.logprobs() < -1
        || command.logprobs() > GenerationRequest.MAX_LOGPROBS) {
      throw new JanException(
          ErrorCode.INVALID_REQUEST,
          "max_tokens is %d and logprobs %d; give -1 or more, and -1 to %d"
              .formatted(command.maxTokens(), command.logprobs(), GenerationRequest.MAX_LOGPROBS));
    }
    DryBreakers dryBreakers =
        Sampler.usesDry(sampling) ? breakers(sampling.drySequenceBreakers()) : DryBreakers.NONE;
    return new Job(
        command.id(),
        prompt(command),
        sampling,
        command.maxTokens(),
        command.stop().stream().filter(s -> !s.isEmpty()).toList(),
        command.logprobs(),
        command.cachePrompt(),
        command.reportProgress(),
        dryBreakers,
        command.answer(),
        facts.controlTokens(command.answer().shown()),
        grammarUsesTokens);
  }

  private static void checkTexts(Command.AnswerText answer) {
    List<Command.Block> quiet = answer.quiet();
    if (answer.triggers().stream().anyMatch(RequestReader::isNoMark)
        || quiet.stream().anyMatch(b -> isNoMark(b.open()) || isNoMark(b.close()))
        || answer.triggers().size() > MAX_MARKS
        || quiet.size() > MAX_MARKS
        || answer.shown().size() > MAX_SHOWN) {
      throw new JanException(
          ErrorCode.INVALID_REQUEST,
          "triggers and blocks are at most %d texts of 1 to %d characters, shown tokens at most %d"
              .formatted(MAX_MARKS, MAX_MARK_LENGTH, MAX_SHOWN));
    }
  }

  private static boolean isNoMark(String text) {
    return text.isEmpty() || text.length() > MAX_MARK_LENGTH;
  }

  /// The tokens of a prompt.
  int[] tokenize(List<Command.Segment> prompt) {
    return facts.tokenizer().tokenize(prompt);
  }

  private TokenList prompt(Command.Generate command) {
    int[] tokens;
    if (command.prompt().isEmpty() && !command.tokens().isEmpty()) {
      tokens = command.tokens().stream().mapToInt(Integer::intValue).toArray();
      for (int token : tokens) {
        checkToken("prompt", token);
      }
    } else {
      tokens = tokenize(command.prompt());
    }
    if (tokens.length == 0) {
      throw new JanException(
          ErrorCode.INVALID_REQUEST,
          "the prompt is empty, and this model has no token to begin with; send some text");
    }
    return new TokenList(tokens);
  }

  private void checkToken(String field, int token) {
    if (token < 0 || token >= facts.size()) {
      throw new JanException(
          ErrorCode.INVALID_REQUEST,
          "%s names token %d; this model's tokens are 0 to %d"
              .formatted(field, token, facts.size() - 1));
    }
  }

  private DryBreakers breakers(List<String> texts) {
    DryBreakers known = breakers.get(texts);
    if (known == null) {
      known = DryBreakers.of(texts, facts);
      if (breakers.size() >= KEPT_BREAKERS) {
        breakers.clear();
      }
      breakers.put(texts, known);
    }
    return known;
  }
}
