package jan4j.testkit;

import jan4j.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the peer answered with the starter model, greedily: recorded by `scripts/regen
/// starter-goldens` in `app/src/test/resources/golden/starter-greedy.json`.
public final class StarterGoldens {
  /// How far apart the two best tokens may be, as logprobs, where an answer parts from the recorded
  /// one.
  public static final double TOLERANCE = 0.1;

  /// One token of an answer.
  ///
  /// @param logprob before sampling
  /// @param second the next likely token, or -1 where it was not recorded
  public record Token(int id, double logprob, int second, double secondLogprob) {
    private boolean isNearTie() {
      return second >= 0 && logprob - secondLogprob <= TOLERANCE;
    }
  }

  /// One recorded answer.
  ///
  /// @param messages the conversation as the OpenAI API writes it, empty for a raw completion
  /// @param rendered the prompt as text, after the chat template
  /// @param promptTokens its tokens, control tokens parsed
  /// @param finishReason `stop` or `length`
  /// @param tokens the answer's tokens, with the end-of-generation token where it ended so
  public record Case(
      String name,
      List<Map<String, Object>> messages,
      String rendered,
      List<Integer> promptTokens,
      String content,
      String finishReason,
      List<Token> tokens) {
    /// Where `actual` parts from the recorded tokens, or -1 where it does not.
    public int divergence(List<Token> actual) {
      int common = Math.min(actual.size(), tokens.size());
      for (int i = 0; i < common; i++) {
        if (tokens.get(i).id() != actual.get(i).id()) {
          return i;
        }
      }
      return actual.size() == tokens.size() ? -1 : common;
    }

    /// Whether `actual` is the recorded answer, or parts from it only at a near tie: where the two
    /// best recorded tokens are within [#TOLERANCE], or where the recorded token is second in
    /// `actual` by no more than that. Kernels of other CPUs and compilers round differently, and a
    /// near tie falls either way, of three tokens too.
    public boolean agreesWith(List<Token> actual) {
      int at = divergence(actual);
      if (at < 0) {
        return true;
      }
      if (at >= tokens.size() || at >= actual.size()) {
        return false;
      }
      Token recorded = tokens.get(at);
      Token chosen = actual.get(at);
      return recorded.isNearTie() || (chosen.second() == recorded.id() && chosen.isNearTie());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// The file's form.
  record FileForm(List<CaseForm> cases) {}

  record CaseForm(
      String name,
      @Nullable List<Map<String, Object>> messages,
      String rendered,
      List<Integer> prompt_tokens,
      String content,
      String finish_reason,
      List<List<Double>> tokens) {
    Case toCase() {
      return new Case(
          name,
          messages == null ? List.of() : messages,
          rendered,
          prompt_tokens,
          content,
          finish_reason,
          tokens.stream().map(CaseForm::token).toList());
    }

    private static Token token(List<Double> numbers) {
      if (numbers.size() == 1) {
        return new Token(numbers.get(0).intValue(), 0, -1, 0);
      }
      return new Token(
          numbers.get(0).intValue(), numbers.get(1), numbers.get(2).intValue(), numbers.get(3));
    }
  }

  private StarterGoldens() {}

  /// Reads the recorded cases.
  public static List<Case> read() {
    Path file =
        TestEnvironment.repositoryRoot()
            .resolve("app/src/test/resources/golden/starter-greedy.json");
    try {
      return Json.read(Files.readAllBytes(file), FileForm.class).cases().stream()
          .map(CaseForm::toCase)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }
}
