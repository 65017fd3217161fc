package jan4j.llama;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import jan4j.llama.LlamaException.Reason;
import jan4j.llama.raw.Layouts;
import jan4j.llama.raw.LlamaBackend;
import jan4j.llama.raw.LlamaPerf;
import jan4j.llama.raw.LlamaSampler;
import jan4j.llama.raw.LlamaSamplerInit;
import jan4j.llama.raw.LlamaSamplerRules;
import jan4j.llama.raw.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The native samplers, one after another: each cuts or reorders the candidates, the last one
/// chooses. Built by its methods in the order of use; parameters are those of the constructors in
/// `llama.h`. One thread at a time; valid as long as the model is open.
public final class SamplerChain implements AutoCloseable {
  private static final Struct DATA = Layouts.TOKEN_DATA;

  private final Vocabulary vocabulary;
  private final MemorySegment handle;
  private boolean chooses;
  private boolean closed;

  private SamplerChain(Vocabulary vocabulary, MemorySegment handle, boolean chooses) {
    this.vocabulary = vocabulary;
    this.handle = handle;
    this.chooses = chooses;
  }

  /// An empty chain.
  ///
  /// @param measure measure times for [#performance]
  public static SamplerChain create(Vocabulary vocabulary, boolean measure) {
    vocabulary.handle(); // throws once the model is closed
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment params = LlamaBackend.llama_sampler_chain_default_params(arena);
      Layouts.SAMPLER_CHAIN_PARAMS.set(params, "no_perf", !measure);
      return new SamplerChain(vocabulary, LlamaSampler.llama_sampler_chain_init(params), false);
    }
  }

  /// Chooses the most likely.
  public SamplerChain greedy() {
    return addChoice(LlamaSamplerInit.llama_sampler_init_greedy());
  }

  /// Draws by probability; seed -1: a fresh one.
  public SamplerChain dist(int seed) {
    return addChoice(LlamaSamplerInit.llama_sampler_init_dist(seed));
  }

  /// Keeps the `k` most likely; 0 or less: all.
  public SamplerChain topK(int k) {
    return add(LlamaSamplerInit.llama_sampler_init_top_k(k));
  }

  /// Keeps the most likely up to a sum of probability. Slow without [#topK] before it.
  public SamplerChain topP(float p, long minKeep) {
    return add(LlamaSamplerInit.llama_sampler_init_top_p(p, minKeep));
  }

  /// Drops what is less likely than a share of the best.
  public SamplerChain minP(float p, long minKeep) {
    return add(LlamaSamplerInit.llama_sampler_init_min_p(p, minKeep));
  }

  /// Locally typical sampling.
  public SamplerChain typical(float p, long minKeep) {
    return add(LlamaSamplerInit.llama_sampler_init_typical(p, minKeep));
  }

  /// Divides the logits; 0 or less keeps only the best.
  public SamplerChain temperature(float temperature) {
    return add(LlamaSamplerInit.llama_sampler_init_temp(temperature));
  }

  /// Temperature by entropy.
  public SamplerChain dynamicTemperature(float temperature, float delta, float exponent) {
    return add(LlamaSamplerInit.llama_sampler_init_temp_ext(temperature, delta, exponent));
  }

  /// Drops all but the least likely above a threshold, by chance.
  public SamplerChain xtc(float probability, float threshold, long minKeep, int seed) {
    return add(LlamaSamplerInit.llama_sampler_init_xtc(probability, threshold, minKeep, seed));
  }

  /// Keeps logits within `n` standard deviations of the best.
  public SamplerChain topNSigma(float n) {
    return add(LlamaSamplerInit.llama_sampler_init_top_n_sigma(n));
  }

  /// Mirostat 1, which chooses.
  public SamplerChain mirostat(int seed, float tau, float eta, int m) {
    return addChoice(
        LlamaSamplerInit.llama_sampler_init_mirostat(vocabulary.size(), seed, tau, eta, m));
  }

  /// Mirostat 2, which chooses.
  public SamplerChain mirostatV2(int seed, float tau, float eta) {
    return addChoice(LlamaSamplerInit.llama_sampler_init_mirostat_v2(seed, tau, eta));
  }

  /// Adaptive-p, which chooses.
  public SamplerChain adaptiveP(float target, float decay, int seed) {
    return addChoice(LlamaSamplerInit.llama_sampler_init_adaptive_p(target, decay, seed));
  }

  /// Penalties on tokens among the last ones that were accepted.
  public SamplerChain penalties(int lastN, float repeat, float frequency, float presence) {
    return add(
        LlamaSamplerRules.llama_sampler_init_penalties(
            vocabulary.size(), lastN, repeat, frequency, presence));
  }

  /// DRY, against repeated passages.
  public SamplerChain dry(
      float multiplier, float base, int allowedLength, int lastN, List<String> breakers) {
    try (Arena arena = Arena.ofConfined()) {
      return add(
          LlamaSamplerRules.llama_sampler_init_dry(
              vocabulary.handle(),
              multiplier,
              base,
              allowedLength,
              lastN,
              CStrings.array(breakers, arena),
              breakers.size()));
    }
  }

  /// Adds to the logits of tokens.
  public SamplerChain logitBias(Map<Integer, Float> biases) {
    Struct struct = Layouts.LOGIT_BIAS;
    long size = struct.layout().byteSize();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment array = arena.allocate(size * biases.size() + 1, 4);
      int slot = 0;
      for (var bias : new TreeMap<>(biases).entrySet()) {
        vocabulary.check(bias.getKey());
        MemorySegment entry = array.asSlice(slot++ * size, size);
        struct.set(entry, "token", bias.getKey().intValue());
        struct.set(entry, "bias", bias.getValue().floatValue());
      }
      return add(LlamaSamplerRules.llama_sampler_init_logit_bias(vocabulary.size(), slot, array));
    }
  }

  /// For fill-in-the-middle, after [#topK] and [#topP].
  public SamplerChain infill() {
    return add(LlamaSamplerRules.llama_sampler_init_infill(vocabulary.handle()));
  }

  /// Only tokens that a grammar allows. [Grammar] is the faster way.
  public SamplerChain grammar(String gbnf, String root) {
    try (Arena arena = Arena.ofConfined()) {
      vocabulary.library().clearErrors();
      MemorySegment sampler =
          LlamaSamplerRules.llama_sampler_init_grammar(
              vocabulary.handle(), arena.allocateFrom(gbnf), arena.allocateFrom(root));
      if (sampler.address() == 0) {
        throw vocabulary
            .library()
            .failure(Reason.GRAMMAR, "the grammar with start rule '" + root + "' does not parse");
      }
      return add(sampler);
    }
  }

  private SamplerChain addChoice(MemorySegment sampler) {
    chooses = true;
    return add(sampler);
  }

  private SamplerChain add(MemorySegment sampler) {
    if (sampler.address() == 0) {
      throw LlamaException.misuse("the library refuses these sampler parameters");
    }
    LlamaSampler.llama_sampler_chain_add(handle(), sampler); // the chain owns it from here on
    return this;
  }

  /// Names of the samplers in order.
  public List<String> names() {
    MemorySegment chain = handle();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < LlamaSampler.llama_sampler_chain_n(chain); i++) {
      MemorySegment sampler = LlamaSampler.llama_sampler_chain_get(chain, i);
      names.add(LlamaLibrary.text(LlamaSampler.llama_sampler_name(sampler)));
    }
    return List.copyOf(names);
  }

  /// Chooses a token from a row of the context's last batch and accepts it.
  public int sample(Context context, int row) {
    checkChooses();
    context.checkOutput(row);
    return LlamaSampler.llama_sampler_sample(handle(), context.handle(), row);
  }

  /// What the chain makes of a distribution; nothing is accepted.
  ///
  /// @param logits one per token of the vocabulary
  public Candidates apply(float[] logits) {
    MemorySegment chain = handle();
    if (logits.length != vocabulary.size()) {
      throw LlamaException.misuse(
          "%d logits for a vocabulary of %d".formatted(logits.length, vocabulary.size()));
    }
    try (Arena arena = Arena.ofConfined()) {
      Struct list = Layouts.TOKEN_DATA_ARRAY;
      MemorySegment array = arena.allocate(list.layout());
      MemorySegment data = arena.allocate(DATA.layout(), logits.length);
      for (int token = 0; token < logits.length; token++) {
        long at = token * DATA.layout().byteSize();
        data.set(JAVA_INT, at + DATA.offset("id"), token);
        data.set(JAVA_FLOAT, at + DATA.offset("logit"), logits[token]);
      }
      list.set(array, "data", data);
      list.set(array, "size", (long) logits.length);
      list.set(array, "selected", -1L);
      LlamaSampler.llama_sampler_apply(chain, array);
      return Candidates.read(array);
    }
  }

  private void checkChooses() {
    if (!chooses) {
      throw LlamaException.misuse(
          "the chain %s chooses no token; end it with greedy, dist, mirostat or adaptiveP"
              .formatted(names()));
    }
  }

  /// Tells the samplers that a token was taken.
  public void accept(int token) {
    vocabulary.check(token);
    LlamaSampler.llama_sampler_accept(handle(), token);
  }

  /// Back to the start.
  public void reset() {
    LlamaSampler.llama_sampler_reset(handle());
  }

  /// A chain in the same state that goes on by itself.
  public SamplerChain copy() {
    return new SamplerChain(vocabulary, LlamaSampler.llama_sampler_clone(handle()), chooses);
  }

  /// Times measured so far.
  public SamplerPerformance performance() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = LlamaPerf.llama_perf_sampler(arena, handle());
      return new SamplerPerformance(
          Layouts.PERF_SAMPLER_DATA.getDouble(data, "t_sample_ms"),
          Layouts.PERF_SAMPLER_DATA.getInt(data, "n_sample"));
    }
  }

  /// Sets the times to zero.
  public void resetPerformance() {
    LlamaPerf.llama_perf_sampler_reset(handle());
  }

  MemorySegment handle() {
    if (closed) {
      throw LlamaException.misuse("the sampler chain is closed");
    }
    vocabulary.handle(); // throws once the model is closed
    return handle;
  }

  /// Frees the chain and its samplers. A second call does nothing.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      LlamaSampler.llama_sampler_free(handle);
    }
  }
}
