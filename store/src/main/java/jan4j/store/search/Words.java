package jan4j.store.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.QueryBuilder;

/// How text becomes words, at indexing and at searching. English words are stemmed (field `en`). A
/// second field (`zh`) holds words as they stand, for those that are still typed, and Chinese,
/// Japanese and Korean text as pairs of characters, so that any stretch of it is found whatever a
/// dictionary would make of it. Thread-safe.
final class Words {
  static final String ENGLISH = "en";
  static final String CHINESE = "zh";
  private static final int MIN_PREFIX = 2;
  private static final int MAX_CHUNKS = 32;

  final Analyzer english = new EnglishAnalyzer();
  final Analyzer pairsAndSingles = chinese(true);
  private final Analyzer pairs = chinese(false);

  /// What a query looks for.
  ///
  /// @param query matches nothing less than all words
  /// @param english stems to mark
  /// @param chinese stretches of text to mark, in lower case
  /// @param prefix the beginning of a last word that is still typed, or the empty string
  record Parsed(Query query, Set<String> english, List<String> chinese, String prefix) {}

  private static Analyzer chinese(boolean singles) {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        Tokenizer source = new StandardTokenizer();
        TokenStream out = new LowerCaseFilter(new CJKWidthFilter(source));
        int scripts =
            CJKBigramFilter.HAN
                | CJKBigramFilter.HIRAGANA
                | CJKBigramFilter.KATAKANA
                | CJKBigramFilter.HANGUL;
        return new TokenStreamComponents(source, new CJKBigramFilter(out, scripts, singles));
      }
    };
  }

  /// Whether a text has a character of Chinese, Japanese or Korean.
  static boolean hasChinese(String text) {
    return text.codePoints()
        .anyMatch(c ->
            switch (Character.UnicodeScript.of(c)) {
              case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
              default -> false;
            });
  }

  /// The query of those words; its query is null-free and matches nothing where no word is left.
  Parsed parse(String words) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    Set<String> stems = new TreeSet<>();
    List<String> stretches = new ArrayList<>();
    String prefix = "";
    String[] chunks = words.strip().split("\\s+");
    int nChunks = Math.min(chunks.length, MAX_CHUNKS);
    for (int i = 0; i < nChunks; i++) {
      String chunk = chunks[i];
      if (hasChinese(chunk)) {
        Query query =
            new QueryBuilder(chunk.codePointCount(0, chunk.length()) == 1 ? pairsAndSingles : pairs)
                .createPhraseQuery(CHINESE, chunk);
        if (query != null) {
          all.add(query, BooleanClause.Occur.MUST);
          stretches.add(chunk.toLowerCase(Locale.ROOT));
        }
        continue;
      }
      boolean last = i == nChunks - 1;
      String typed = last && chunk.chars().allMatch(Character::isLetterOrDigit) ? chunk : "";
      Query query = english(chunk, typed);
      if (query != null) {
        all.add(query, BooleanClause.Occur.MUST);
        stems.addAll(terms(chunk));
        prefix = typed.length() >= MIN_PREFIX ? typed.toLowerCase(Locale.ROOT) : "";
      }
    }
    return new Parsed(all.build(), stems, stretches, prefix);
  }

  /// The stem, or a word that begins as the last one does; null for words such as "the".
  private @org.jspecify.annotations.Nullable Query english(String chunk, String typed) {
    Query stem =
        new QueryBuilder(english).createBooleanQuery(ENGLISH, chunk, BooleanClause.Occur.MUST);
    if (typed.length() < MIN_PREFIX) {
      return stem;
    }
    BooleanQuery.Builder either = new BooleanQuery.Builder();
    if (stem != null) {
      either.add(stem, BooleanClause.Occur.SHOULD);
    }
    Term prefix = new Term(CHINESE, typed.toLowerCase(Locale.ROOT));
    either.add(new PrefixQuery(prefix), BooleanClause.Occur.SHOULD);
    return either.build();
  }

  private List<String> terms(String text) {
    List<String> out = new ArrayList<>();
    forEachToken(text, (term, _, _) -> out.add(term));
    return out;
  }

  interface TokenSink {
    void token(String term, int from, int to);
  }

  /// The English words of a text with their places.
  void forEachToken(String text, TokenSink sink) {
    try (TokenStream tokens = english.tokenStream(ENGLISH, text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        sink.token(term.toString(), place.startOffset(), place.endOffset());
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text in memory
    }
  }
}
