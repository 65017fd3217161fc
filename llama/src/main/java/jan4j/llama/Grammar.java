package jan4j.llama;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import jan4j.llama.LlamaException.Reason;
import jan4j.llama.raw.Layouts;
import jan4j.llama.raw.LlamaSampler;
import jan4j.llama.raw.LlamaSamplerRules;
import jan4j.llama.raw.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A GBNF grammar and how far a text has come in it. One thread at a time; valid as long as the
/// model is open.
///
/// Asking about one token costs about a microsecond, masking the whole vocabulary milliseconds: ask
/// about the token that was drawn, and mask only when it is rejected.
public final class Grammar implements AutoCloseable {
  private static final Struct DATA = Layouts.TOKEN_DATA;
  private static final long ID = DATA.offset("id");
  private static final long LOGIT = DATA.offset("logit");
  private static final long STRIDE = DATA.layout().byteSize();

  private final Vocabulary vocabulary;
  private final MemorySegment handle;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment candidates = arena.allocate(Layouts.TOKEN_DATA_ARRAY.layout());
  private final MemorySegment one = arena.allocate(DATA.layout());
  private @Nullable MemorySegment all;
  private boolean closed;

  private Grammar(Vocabulary vocabulary, MemorySegment handle) {
    this.vocabulary = vocabulary;
    this.handle = handle;
  }

  /// Compiles a grammar.
  ///
  /// @param root name of the start rule
  /// @throws LlamaException with [Reason#GRAMMAR] and what the parser said
  public static Grammar compile(Vocabulary vocabulary, String gbnf, String root) {
    try (Arena local = Arena.ofConfined()) {
      vocabulary.library().clearErrors();
      MemorySegment handle =
          LlamaSamplerRules.llama_sampler_init_grammar(
              vocabulary.handle(), local.allocateFrom(gbnf), local.allocateFrom(root));
      return checked(vocabulary, handle, gbnf, root);
    }
  }

  /// Compiles a grammar that lets everything pass until a trigger appears.
  ///
  /// @param patterns regular expressions over the text from its start; the grammar is fed from the
  ///   first group on
  /// @param tokens the grammar is fed from such a token on
  public static Grammar compileLazy(
      Vocabulary vocabulary, String gbnf, String root, List<String> patterns, int[] tokens) {
    try (Arena local = Arena.ofConfined()) {
      vocabulary.library().clearErrors();
      MemorySegment handle =
          LlamaSamplerRules.llama_sampler_init_grammar_lazy_patterns(
              vocabulary.handle(),
              local.allocateFrom(gbnf),
              local.allocateFrom(root),
              CStrings.array(patterns, local),
              patterns.size(),
              local.allocateFrom(JAVA_INT, tokens),
              tokens.length);
      return checked(vocabulary, handle, gbnf, root);
    }
  }

  private static Grammar checked(
      Vocabulary vocabulary, MemorySegment handle, String gbnf, String root) {
    if (handle.address() == 0) {
      throw vocabulary
          .library()
          .failure(
              Reason.GRAMMAR,
              "the grammar of %d characters with start rule '%s' does not parse"
                  .formatted(gbnf.length(), root));
    }
    return new Grammar(vocabulary, handle);
  }

  /// Whether a token may come next.
  public boolean allows(int token) {
    MemorySegment grammar = handle();
    vocabulary.check(token);
    one.set(JAVA_INT, ID, token);
    one.set(JAVA_FLOAT, LOGIT, 0);
    apply(grammar, one, 1);
    return one.get(JAVA_FLOAT, LOGIT) != Float.NEGATIVE_INFINITY;
  }

  /// Goes on by a token.
  ///
  /// @throws LlamaException if the grammar does not allow it (the library would end the process)
  public void accept(int token) {
    if (!allows(token)) {
      throw new LlamaException(
          Reason.GRAMMAR, "token " + token + " is not allowed by the grammar here");
    }
    LlamaSampler.llama_sampler_accept(handle, token);
  }

  /// Sets the logits of all tokens that may not come next to negative infinity. Those that are so
  /// already are not looked at, so mask after cutting to the likely ones.
  public void mask(float[] logits) {
    mask(logits, 0, logits.length);
  }

  /// The same for the tokens from `from` to before `to`, so that a caller can look at the clock
  /// between two stretches: an ambiguous grammar can take long.
  public void mask(float[] logits, int from, int to) {
    MemorySegment grammar = handle();
    if (logits.length != vocabulary.size()) {
      throw LlamaException.misuse(
          "%d logits for a vocabulary of %d".formatted(logits.length, vocabulary.size()));
    }
    MemorySegment data = everyToken();
    int count = 0;
    for (int token = from; token < to; token++) {
      if (logits[token] != Float.NEGATIVE_INFINITY) {
        data.set(JAVA_INT, count * STRIDE + ID, token);
        data.set(JAVA_FLOAT, count * STRIDE + LOGIT, logits[token]);
        count++;
      }
    }
    apply(grammar, data, count);
    for (int i = 0; i < count; i++) {
      logits[data.get(JAVA_INT, i * STRIDE + ID)] = data.get(JAVA_FLOAT, i * STRIDE + LOGIT);
    }
  }

  private MemorySegment everyToken() {
    MemorySegment data = all;
    if (data == null) {
      data = arena.allocate(DATA.layout(), vocabulary.size());
      all = data;
    }
    return data;
  }

  private void apply(MemorySegment grammar, MemorySegment data, long count) {
    Layouts.TOKEN_DATA_ARRAY.set(candidates, "data", data);
    Layouts.TOKEN_DATA_ARRAY.set(candidates, "size", count);
    Layouts.TOKEN_DATA_ARRAY.set(candidates, "selected", -1L);
    Layouts.TOKEN_DATA_ARRAY.set(candidates, "sorted", false);
    LlamaSampler.llama_sampler_apply(grammar, candidates);
  }

  /// A grammar at the same point that goes on by itself.
  public Grammar copy() {
    return new Grammar(vocabulary, LlamaSampler.llama_sampler_clone(handle()));
  }

  /// Back to the start.
  public void reset() {
    LlamaSampler.llama_sampler_reset(handle());
  }

  private MemorySegment handle() {
    if (closed) {
      throw LlamaException.misuse("the grammar is closed");
    }
    vocabulary.handle(); // throws once the model is closed
    return handle;
  }

  /// Frees the grammar. A second call does nothing.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      LlamaSampler.llama_sampler_free(handle);
      arena.close();
    }
  }
}
