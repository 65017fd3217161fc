package jan4j.worker;

import jan4j.llama.TokenAttributes;
import jan4j.llama.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is asked of a vocabulary for each token, read once after loading. Thread-safe.
final class VocabularyFacts implements TokenText {
  private final Vocabulary vocabulary;
  private final BitSet endOfGeneration = new BitSet();
  private final BitSet unprinted = new BitSet();
  private final Map<String, Integer> controlsByText = new HashMap<>();
  private @Nullable FirstBytes firstBytes;
  private final int[] suppressed;
  private final PromptTokenizer tokenizer;

  VocabularyFacts(Vocabulary vocabulary, String chatTemplate) {
    this.vocabulary = vocabulary;
    suppressed =
        Arrays.stream(vocabulary.suppressed())
            .filter(t -> t >= 0 && t < vocabulary.size())
            .toArray();
    List<SpecialTokens.Special> special = new ArrayList<>();
    noteEnd(vocabulary.eos());
    noteEnd(vocabulary.eot());
    for (int token = 0; token < vocabulary.size(); token++) {
      TokenAttributes attributes = vocabulary.attributes(token);
      if (attributes.isNormal() || attributes.isByte()) {
        continue; // most tokens: this loop is a good part of a worker's start
      }
      noteEnd(token);
      SpecialTokens.Kind tokenKind = kind(attributes);
      if (tokenKind != null) {
        String text = vocabulary.text(token);
        if (tokenKind != SpecialTokens.Kind.USER_DEFINED) {
          unprinted.set(token);
          controlsByText.putIfAbsent(text, token);
        }
        special.add(
            new SpecialTokens.Special(
                token, text, tokenKind, attributes.stripsLeft(), attributes.stripsRight()));
      }
    }
    tokenizer =
        new PromptTokenizer(
            (text, parseSpecial) -> vocabulary.tokenize(text, false, parseSpecial),
            new SpecialTokens(special, chatTemplate),
            vocabulary.addsBos() ? vocabulary.bos() : -1);
  }

  private void noteEnd(int token) {
    if (token >= 0 && vocabulary.isEndOfGeneration(token)) {
      endOfGeneration.set(token);
    }
  }

  private static SpecialTokens.@Nullable Kind kind(TokenAttributes attributes) {
    if (attributes.isControl()) {
      return SpecialTokens.Kind.CONTROL;
    }
    if (attributes.isUnknown()) {
      return SpecialTokens.Kind.UNKNOWN;
    }
    return attributes.isUserDefined() ? SpecialTokens.Kind.USER_DEFINED : null;
  }

  PromptTokenizer tokenizer() {
    return tokenizer;
  }

  boolean isEndOfGeneration(int token) {
    return endOfGeneration.get(token);
  }

  /// Computed at first use; the loop thread's.
  FirstBytes firstBytes() {
    FirstBytes known = firstBytes;
    if (known == null) {
      known = new FirstBytes(this);
      firstBytes = known;
    }
    return known;
  }

  /// Some token that ends an answer, or -1.
  int anyEndOfGeneration() {
    return endOfGeneration.nextSetBit(0);
  }

  /// Whether a token adds nothing to an answer's text unless it is asked to be shown.
  boolean isControl(int token) {
    return unprinted.get(token);
  }

  /// Calls for each control token that neither ends an answer nor is shown.
  void forEachHidden(Set<Integer> shown, IntConsumer action) {
    unprinted.stream().filter(t -> !endOfGeneration.get(t) && !shown.contains(t)).forEach(action);
  }

  /// The control tokens that have one of these spellings.
  Set<Integer> controlTokens(List<String> texts) {
    Set<Integer> out = new HashSet<>();
    for (String text : texts) {
      Integer token = controlsByText.get(text);
      if (token != null) {
        out.add(token);
      }
    }
    return Set.copyOf(out);
  }

  /// Whether a text spells one token, special ones included.
  boolean isOneToken(String text) {
    return vocabulary.tokenize(text, false, true).length == 1;
  }

  /// Tokens that are never chosen.
  int[] banned(boolean ignoreEos) {
    return ignoreEos
        ? IntStream.concat(Arrays.stream(suppressed), endOfGeneration.stream()).toArray()
        : suppressed;
  }

  @Override
  public int size() {
    return vocabulary.size();
  }

  @Override
  public byte[] bytes(int token) {
    return vocabulary.piece(token, true);
  }

  @Override
  public byte[] visibleBytes(int token) {
    return vocabulary.piece(token, false);
  }

  @Override
  public int[] tokenizePlain(String text) {
    return vocabulary.tokenize(text, false, false);
  }
}
