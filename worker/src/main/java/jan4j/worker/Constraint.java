package jan4j.worker;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.llama.Grammar;
import jan4j.llama.LlamaException;
import jan4j.llama.Vocabulary;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an answer's grammar lets it say next. Ask about the token that was drawn, and mask the
/// vocabulary only where it is refused. With triggers everything passes until one of them appears,
/// and from its first character on the grammar holds.
///
/// While it holds, two things that the library would let pass are refused as well: bytes that are
/// no UTF-8, and control tokens that are not printed, since a reader of the answer would miss what
/// the grammar saw.
///
/// Loop thread only; [#close] frees what is native.
final class Constraint implements AutoCloseable {
  /// Tokens that are masked between two looks at the clock.
  private static final int CHUNK = 4096;

  /// Longest time for one mask: a grammar that needs more holds up everybody's answers.
  private static final long MASK_NANOS = 2_000_000_000L;

  private static final String LEAD = "jan4j-lead";

  private final VocabularyFacts facts;
  private final Vocabulary vocabulary;
  private final Job job;
  private @Nullable Trigger trigger;
  private @Nullable Grammar grammar;
  private @Nullable Probe probe;
  private int utf8 = Utf8.COMPLETE;

  /// A trigger that would be complete with `token`; without a grammar where the text after it is
  /// refused.
  private record Probe(int token, @Nullable Grammar grammar) {}

  private Constraint(VocabularyFacts facts, Vocabulary vocabulary, Job job) {
    this.facts = facts;
    this.vocabulary = vocabulary;
    this.job = job;
  }

  /// The constraint of a request, or null where it has none.
  ///
  /// @throws LlamaException where the library does not take the grammar
  static @Nullable Constraint of(VocabularyFacts facts, Vocabulary vocabulary, Job job) {
    String gbnf = job.sampling().grammar();
    if (gbnf.isEmpty()) {
      return null;
    }
    Constraint made = new Constraint(facts, vocabulary, job);
    Grammar compiled = Grammar.compile(vocabulary, gbnf, Gbnf.ROOT);
    if (job.answer().triggers().isEmpty()) {
      made.grammar = compiled;
    } else {
      compiled.close(); // it was only to be seen whether it compiles
      made.trigger = new Trigger(job.answer());
    }
    return made;
  }

  /// Whether a token may come next.
  boolean allows(int token) {
    Grammar now = grammar;
    if (now != null) {
      return now.allows(token) && isReadable(token);
    }
    if (facts.isEndOfGeneration(token)) {
      return true;
    }
    Probe asked = probe(token);
    return asked == null || asked.grammar != null;
  }

  /// Whether the answer may end here.
  boolean mayEnd() {
    Grammar now = grammar;
    if (now == null) {
      return true;
    }
    int end = facts.anyEndOfGeneration();
    return end < 0 || (now.allows(end) && utf8 == Utf8.COMPLETE);
  }

  /// Sets the logits of what may not come next to negative infinity. Before the trigger nothing is
  /// known to be refused until it is asked for.
  ///
  /// @throws JanException [ErrorCode#GRAMMAR_INVALID] where that takes too long
  void mask(float[] logits) {
    Grammar now = grammar;
    if (now == null) {
      return;
    }
    if (!job.grammarUsesTokens()) {
      facts.forEachHidden(job.shown(), token -> logits[token] = Float.NEGATIVE_INFINITY);
    }
    if (!job.grammarUsesTokens() && utf8 == Utf8.COMPLETE) {
      facts.firstBytes().ban(now::allows, logits);
    }
    long start = System.nanoTime();
    for (int from = 0; from < logits.length; from += CHUNK) {
      now.mask(logits, from, Math.min(logits.length, from + CHUNK));
      if (System.nanoTime() - start > MASK_NANOS) {
        throw new JanException(
            ErrorCode.GRAMMAR_INVALID,
            "the grammar leaves so many ways open that one step took over "
                + MASK_NANOS / 1_000_000
                + " ms; make it less ambiguous");
      }
    }
  }

  /// Goes on by a token that is allowed.
  void accept(int token) {
    byte[] bytes = facts.bytes(token);
    Grammar now = grammar;
    if (now != null) {
      now.accept(token);
    } else if (trigger != null) {
      Probe asked = probe(token);
      probe = null;
      if (asked == null) {
        trigger.pass(token, bytes);
      } else {
        grammar = asked.grammar;
        trigger = null;
      }
    }
    utf8 = Math.max(Utf8.COMPLETE, Utf8.advance(utf8, bytes));
  }

  private boolean isReadable(int token) {
    if (facts.isEndOfGeneration(token)) {
      return utf8 == Utf8.COMPLETE;
    }
    boolean shown =
        job.grammarUsesTokens() || !facts.isControl(token) || job.shown().contains(token);
    return shown && Utf8.advance(utf8, facts.bytes(token)) != Utf8.INVALID;
  }

  private @Nullable Probe probe(int token) {
    Probe known = probe;
    if (known != null && known.token == token) {
      return known;
    }
    forgetProbe();
    Trigger.Start start = trigger == null ? null : trigger.probe(token, facts.bytes(token));
    probe = start == null ? null : new Probe(token, begun(start));
    return probe;
  }

  /// The grammar after those tokens, or null where it refuses them.
  private @Nullable Grammar begun(Trigger.Start start) {
    String gbnf = job.sampling().grammar();
    Grammar made =
        start.lead().isEmpty()
            ? Grammar.compile(vocabulary, gbnf, Gbnf.ROOT)
            : Grammar.compile(
                vocabulary,
                gbnf + "\n" + LEAD + " ::= \"" + escaped(start.lead()) + "\" " + Gbnf.ROOT + "\n",
                LEAD);
    List<Integer> tokens = start.tokens();
    for (int token : tokens) {
      if (!made.allows(token)) {
        made.close();
        return null;
      }
      made.accept(token);
    }
    return made;
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().forEach(c -> out.append(String.format(Locale.ROOT, "\\U%08X", c)));
    return out.toString();
  }

  private void forgetProbe() {
    if (probe != null && probe.grammar != null) {
      probe.grammar.close();
    }
    probe = null;
  }

  @Override
  public void close() {
    forgetProbe();
    if (grammar != null) {
      grammar.close();
      grammar = null;
    }
    trigger = null;
  }
}
