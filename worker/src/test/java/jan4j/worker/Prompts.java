package jan4j.worker;

import jan4j.core.LoadOptions;
import jan4j.core.LoadOptions.CacheType;
import jan4j.core.LoadOptions.Switch;
import jan4j.core.Sampling;
import jan4j.testkit.TinyVocabulary;
import jan4j.wire.worker.Command;
import java.util.ArrayList;
import java.util.List;

/// Prompts and options that the native tests share.
final class Prompts {
  static final Sampling GREEDY = Sampling.builder().temperature(0).build();

  private Prompts() {}

  /// `n` tokens of text after the beginning token; the first five are the same for every `variant`.
  static List<Integer> tokens(int n, int variant) {
    List<Integer> tokens = new ArrayList<>();
    tokens.add(TinyVocabulary.BOS);
    for (int i = 0; i < n; i++) {
      tokens.add(TinyVocabulary.FIRST_TEXT + (i * 7 + i / 90 + (i >= 5 ? variant : 0)) % 90);
    }
    return tokens;
  }

  static Command.Generate command(long id, List<Integer> prompt, int maxTokens) {
    return new Command.Generate(
        id,
        List.of(),
        prompt,
        GREEDY,
        maxTokens,
        List.of(),
        -1,
        true,
        false,
        Command.AnswerText.PLAIN);
  }

  /// A cache without rounding, so that the order of additions matters less; and, where the model
  /// has sliding-window layers, whether they keep everything.
  static LoadOptions options(int nCtx, int nSeqMax, Switch swaFull) {
    return new LoadOptions(
        nCtx,
        LoadOptions.AUTO,
        LoadOptions.AUTO,
        nSeqMax,
        1,
        1,
        LoadOptions.AUTO,
        CacheType.F32,
        CacheType.F32,
        Switch.AUTO,
        Switch.AUTO,
        swaFull,
        List.of());
  }
}
