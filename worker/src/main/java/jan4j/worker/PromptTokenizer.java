package jan4j.worker;

import jan4j.wire.worker.Command;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// Turns prompt text into tokens such that control tokens come only out of a chat template's text.
/// Where no special token is spelled in other text, the result is exactly what the library makes of
/// the whole text. Thread-safe.
final class PromptTokenizer {
  /// The library's tokeniser, with no token added before or after.
  interface Library {
    int[] tokenize(String text, boolean parseSpecial);
  }

  private final Library library;
  private final SpecialTokens special;
  private final int bos;

  /// @param bos the token that every prompt starts with, or -1
  PromptTokenizer(Library library, SpecialTokens special, int bos) {
    this.library = library;
    this.special = special;
    this.bos = bos;
  }

  /// The prompt's tokens, with the beginning-of-sequence token where the vocabulary wants one.
  int[] tokenize(List<Command.Segment> segments) {
    StringBuilder whole = new StringBuilder();
    BitSet trusted = new BitSet();
    for (Command.Segment segment : segments) {
      if (segment.special()) {
        trusted.set(whole.length(), whole.length() + segment.text().length());
      }
      whole.append(segment.text());
    }
    return withBos(tokenize(whole.toString(), trusted));
  }

  private int[] withBos(int[] tokens) {
    if (bos < 0 || (tokens.length > 0 && tokens[0] == bos)) {
      return tokens;
    }
    int[] out = new int[tokens.length + 1];
    out[0] = bos;
    System.arraycopy(tokens, 0, out, 1, tokens.length);
    return out;
  }

  private int[] tokenize(String text, BitSet trusted) {
    List<SpecialTokens.Occurrence> real = new ArrayList<>();
    boolean typed = false;
    for (SpecialTokens.Occurrence o : special.find(text)) {
      if (trusted.nextClearBit(o.start()) >= o.end()) {
        real.add(o);
      } else {
        typed = true;
      }
    }
    return typed ? tokenizeAround(text, choose(real)) : library.tokenize(text, true);
  }

  /// The library takes the longest spellings first, each from left to right
  /// (`tokenizer_st_partition` in llama-vocab.cpp).
  private static List<SpecialTokens.Occurrence> choose(List<SpecialTokens.Occurrence> all) {
    List<SpecialTokens.Occurrence> byLength = new ArrayList<>(all);
    byLength.sort(
        Comparator.comparingInt((SpecialTokens.Occurrence o) -> -o.token().text().length())
            .thenComparingInt(o -> o.token().id())
            .thenComparingInt(SpecialTokens.Occurrence::start));
    List<SpecialTokens.Occurrence> chosen = new ArrayList<>();
    BitSet used = new BitSet();
    for (SpecialTokens.Occurrence o : byLength) {
      int taken = used.nextSetBit(o.start());
      if (taken < 0 || taken >= o.end()) {
        used.set(o.start(), o.end());
        chosen.add(o);
      }
    }
    chosen.sort(Comparator.comparingInt(SpecialTokens.Occurrence::start));
    return chosen;
  }

  private int[] tokenizeAround(String text, List<SpecialTokens.Occurrence> chosen) {
    TokenList out = new TokenList();
    int start = 0;
    for (SpecialTokens.Occurrence o : chosen) {
      int end = o.start();
      while (o.token().stripsLeft() && end > start && isSpace(text.charAt(end - 1))) {
        end--;
      }
      addPlain(text.substring(start, Math.max(start, end)), out);
      out.add(o.token().id());
      start = o.end();
      while (o.token().stripsRight() && start < text.length() && isSpace(text.charAt(start))) {
        start++;
      }
    }
    addPlain(text.substring(start), out);
    return out.toArray();
  }

  /// Tokens of text without any steering token in them.
  private void addPlain(String text, TokenList out) {
    if (text.isEmpty()) {
      return;
    }
    int[] tokens = library.tokenize(text, false);
    if (Arrays.stream(tokens).anyMatch(special::contains)) {
      tokens = tokenizeBroken(text);
    }
    for (int token : tokens) {
      out.add(token);
    }
  }

  /// Cuts every spelling after its first character, so that none is left to be read.
  private int[] tokenizeBroken(String text) {
    TokenList out = new TokenList();
    int start = 0;
    for (SpecialTokens.Occurrence o : special.find(text)) {
      int cut = text.offsetByCodePoints(o.start(), 1);
      if (cut > start && cut < o.end()) {
        addUnlessSpecial(library.tokenize(text.substring(start, cut), false), out);
        start = cut;
      }
    }
    addUnlessSpecial(library.tokenize(text.substring(start), false), out);
    return out.toArray();
  }

  /// The last line of defence: a special token of one character, say, is dropped.
  private void addUnlessSpecial(int[] tokens, TokenList out) {
    for (int token : tokens) {
      if (!special.contains(token)) {
        out.add(token);
      }
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r'); // C's isspace
  }
}
