package jan4j.llama;

import jan4j.llama.LlamaException.Reason;
import jan4j.llama.raw.Layouts;
import jan4j.llama.raw.LlamaContext;
import jan4j.llama.raw.LlamaContextSize;
import jan4j.llama.raw.LlamaDecode;
import jan4j.llama.raw.LlamaPerf;
import jan4j.llama.raw.LlamaSampler;
import jan4j.llama.raw.Struct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The state of evaluation of one model. Owned by the thread that created it: every call from
/// another thread throws, since the library is not safe there.
public final class Context implements AutoCloseable {
  private final Model model;
  private final Thread owner = Thread.currentThread();
  private final Arena arena;
  private final MemorySegment handle;
  private final int nBatch;
  private final int nSeqMax;
  private final int nVocabulary;
  private final int nOutputsMax;
  private final State state = new State(this);
  private final Adaptation adaptation = new Adaptation();
  private ThreadPools threadPools;
  private @Nullable AbortFlag abortFlag;
  private boolean causal;
  private boolean allOutputs;
  private @Nullable Batch lastBatch;
  private boolean closed;

  private Context(Model model, Arena arena, MemorySegment handle, MemorySegment params) {
    this.model = model;
    this.arena = arena;
    this.handle = handle;
    this.nBatch = LlamaContextSize.llama_n_batch(handle);
    this.nSeqMax = LlamaContextSize.llama_n_seq_max(handle);
    this.nVocabulary = model.vocabulary().size();
    Struct struct = Layouts.CONTEXT_PARAMS;
    int wanted = struct.getInt(params, "n_outputs_max");
    this.nOutputsMax = wanted == 0 || model.hasEncoder() ? nBatch : wanted;
    this.allOutputs = struct.getBoolean(params, "embeddings");
    int attention = struct.getInt(params, "attention_type");
    this.causal = attention == 0 || (attention < 0 && model.isCausal());
    this.threadPools =
        ThreadPools.attach(
            handle, struct.getInt(params, "n_threads"), struct.getInt(params, "n_threads_batch"));
    model.children().add(this);
  }

  /// Makes a context and takes its memory. Read the sizes back afterwards: the library adjusts
  /// them.
  ///
  /// @throws LlamaException with [Reason#CONTEXT], most often because the memory does not suffice
  @SuppressWarnings("MustBeClosedChecker") // closed with what it returns
  public static Context create(Model model, ContextParameters parameters) {
    MemorySegment weights = model.handle();
    Arena arena = Arena.ofShared();
    try {
      MemorySegment params = parameters.write(arena);
      checkSizes(params);
      model.library().clearErrors();
      MemorySegment handle = LlamaContext.llama_init_from_model(weights, params);
      if (handle.address() == 0) {
        throw model
            .library()
            .failure(
                Reason.CONTEXT,
                "cannot make a context for " + model.file() + " with " + parameters);
      }
      return new Context(model, arena, handle, params);
    } catch (Throwable thrown) {
      arena.close();
      throw thrown;
    }
  }

  /// Sizes that the library would answer with a failed assertion, which ends the process.
  private static void checkSizes(MemorySegment params) {
    Struct struct = Layouts.CONTEXT_PARAMS;
    int sequences = struct.getInt(params, "n_seq_max");
    int outputs = struct.getInt(params, "n_outputs_max");
    int batch = struct.getInt(params, "n_batch");
    if (sequences < 1 || batch < 1 || outputs < 0) {
      throw LlamaException.misuse(
          "nSeqMax %d and nBatch %d must be at least 1, nOutputsMax %d at least 0"
              .formatted(sequences, batch, outputs));
    }
    if ((outputs == 0 ? batch : outputs) < sequences) {
      throw LlamaException.misuse(
          "nOutputsMax %d (0: nBatch, %d) is less than one row for each of %d sequences"
              .formatted(outputs, batch, sequences));
    }
  }

  /// The model.
  public Model model() {
    return model;
  }

  /// Tokens of context in all.
  public int nCtx() {
    return LlamaContextSize.llama_n_ctx(handle());
  }

  /// Tokens of context for one sequence: with a unified memory all of it.
  public int nCtxSeq() {
    return LlamaContextSize.llama_n_ctx_seq(handle());
  }

  /// Most tokens in a batch.
  public int nBatch() {
    return nBatch;
  }

  /// Most tokens computed at once.
  public int nUbatch() {
    return LlamaContextSize.llama_n_ubatch(handle());
  }

  /// Sequences; their ids are 0 up to this.
  public int nSeqMax() {
    return nSeqMax;
  }

  /// The memory of its sequences.
  ///
  /// @throws LlamaException if the model has none, as models for embeddings only
  public Memory memory() {
    MemorySegment memory = LlamaContext.llama_get_memory(handle());
    if (memory.address() == 0) {
      throw LlamaException.misuse("the model " + model.file() + " has no memory");
    }
    return new Memory(this, memory);
  }

  /// Saving and restoring of what it remembers.
  public State state() {
    handle();
    return state;
  }

  /// Most rows with output in a batch.
  public int nOutputsMax() {
    return nOutputsMax;
  }

  /// Evaluates a batch with the decoder. Blocks until it is done.
  ///
  /// @throws LlamaException if the batch breaks a rule (most often positions that do not go on from
  ///   the sequence's last) or the evaluation failed
  public DecodeResult decode(Batch batch) {
    check(batch, causal);
    model.library().clearErrors();
    lastBatch = null;
    int code = LlamaDecode.llama_decode(handle, batch.struct());
    if (code < 0) {
      throw failure("decode", code, batch);
    }
    lastBatch = code == 0 ? batch : null;
    return switch (code) {
      case 0 -> DecodeResult.OK;
      case 1 -> DecodeResult.NO_SLOT;
      case 2 -> DecodeResult.ABORTED;
      default -> throw failure("decode", code, batch);
    };
  }

  /// Evaluates a batch with the encoder, without memory.
  public void encode(Batch batch) {
    check(batch, false);
    model.library().clearErrors();
    lastBatch = null;
    int code = LlamaDecode.llama_encode(handle, batch.struct());
    if (code != 0) {
      throw failure("encode", code, batch);
    }
    lastBatch = batch;
  }

  /// Each of these would be a failed assertion in the library, which ends the process, or be
  /// accepted silently.
  private void check(Batch batch, boolean canBeCut) {
    handle();
    if (batch.size() == 0) {
      throw LlamaException.misuse("the batch is empty");
    }
    if (batch.size() > nBatch) {
      throw LlamaException.misuse(
          "a batch of %d tokens, this context takes %d".formatted(batch.size(), nBatch));
    }
    int nUbatch = nUbatch();
    if (!canBeCut && batch.size() > nUbatch) {
      throw LlamaException.misuse(
          "a batch of %d tokens cannot be cut without causal attention, nUbatch is %d"
              .formatted(batch.size(), nUbatch));
    }
    int outputs = allOutputs ? batch.size() : batch.nOutputs();
    if (outputs > nOutputsMax) {
      throw LlamaException.misuse(
          "a batch with %d rows of output, nOutputsMax is %d".formatted(outputs, nOutputsMax));
    }
    checkSequence(batch.largestSequence());
  }

  private LlamaException failure(String what, int code, Batch batch) {
    String message =
        code == -1
            ? "the batch of %d tokens is invalid (%s answered -1)"
            : "evaluation of %d tokens failed (%s answered " + code + ")";
    return model.library().failure(Reason.DECODE, message.formatted(batch.size(), what));
  }

  /// Copies the logits of a row of the last batch.
  ///
  /// @param row what [Batch#add] answered, with `output` true
  /// @param destination as long as the vocabulary
  public void logits(int row, float[] destination) {
    checkOutput(row);
    Outputs.logits(handle, row, nVocabulary, destination);
  }

  /// The most likely token of a row of the last batch; of equal ones the first.
  public int argmax(int row) {
    checkOutput(row);
    return Outputs.argmax(handle, row, nVocabulary);
  }

  /// The embedding of a row of the last batch.
  public float[] embeddings(int row) {
    checkOutput(row);
    return Outputs.embeddings(handle, row, model.nEmbdOutput());
  }

  /// The pooled embedding of a sequence of the last batch; for a reranking model its scores.
  public float[] embeddingsOfSequence(int sequence) {
    MemorySegment context = handle();
    checkSequence(sequence);
    boolean rank = pooling() == ContextParameters.Pooling.RANK;
    int size = rank ? model.classifierLabels().size() : model.nEmbdOutput();
    return Outputs.embeddingsOfSequence(context, sequence, size);
  }

  /// The token that a sampler on the device chose for a row of the last batch, if one did.
  public OptionalInt sampledToken(int row) {
    checkOutput(row);
    return Outputs.sampledToken(handle, row);
  }

  void checkOutput(int row) {
    handle();
    Batch batch = lastBatch;
    if (batch == null || !(allOutputs || batch.hasOutput(row)) || row < 0 || row >= batch.size()) {
      throw LlamaException.misuse(
          "row %d of the last batch has no output%s"
              .formatted(row, batch == null ? ": no batch was evaluated" : ""));
    }
  }

  /// How embeddings are pooled.
  public ContextParameters.Pooling pooling() {
    return ContextParameters.Pooling.of(LlamaContext.llama_pooling_type(handle()));
  }

  /// Changes the number of threads, from the next batch on.
  public void setThreads(int nThreads, int nThreadsBatch) {
    if (nThreads < 1 || nThreadsBatch < 1) {
      throw LlamaException.misuse("threads must be at least 1: " + nThreads + ", " + nThreadsBatch);
    }
    LlamaContext.llama_set_n_threads(handle(), nThreads, nThreadsBatch);
    LlamaContext.llama_detach_threadpool(handle);
    threadPools.close();
    threadPools = ThreadPools.attach(handle, nThreads, nThreadsBatch);
  }

  /// Whether embeddings are extracted.
  public void setEmbeddings(boolean extract) {
    LlamaContext.llama_set_embeddings(handle(), extract);
    allOutputs = extract;
  }

  /// Whether tokens attend only to earlier ones.
  public void setCausalAttention(boolean onlyEarlier) {
    LlamaContext.llama_set_causal_attn(handle(), onlyEarlier);
    causal = onlyEarlier;
  }

  /// Applies these adapters, and no others, from the next batch on.
  public void setAdapters(List<Adapter.Applied> adapters) {
    adaptation.setAdapters(this, adapters);
  }

  /// Adds a vector to the hidden state of layers, from the next batch on.
  ///
  /// @param data `nEmbd` numbers for each layer from layer 1 on
  /// @param firstLayer first layer that it applies to
  /// @param lastLayer last one, inclusive
  public void setControlVector(float[] data, int firstLayer, int lastLayer) {
    Adaptation.setControlVector(this, data, firstLayer, lastLayer);
  }

  /// Takes the control vector away.
  public void clearControlVector() {
    Adaptation.clearControlVector(this);
  }

  /// Lets a chain sample a sequence on the device. Experimental.
  ///
  /// @param chain must stay open as long as this context, or until another is set
  /// @return false if the device cannot run it: sample with [SamplerChain#sample] as ever
  public boolean setSampler(int sequence, SamplerChain chain) {
    checkSequence(sequence);
    return LlamaSampler.llama_set_sampler(handle(), sequence, chain.handle());
  }

  /// Asks before each step of an evaluation whether to stop it; [#decode] then answers
  /// [DecodeResult#ABORTED]. Works for the CPU; devices finish their piece first.
  ///
  /// @param poll quick, called very often on the thread of the evaluation; true stops
  public void setAbort(BooleanSupplier poll) {
    LlamaContext.llama_set_abort_callback(handle(), Upcalls.poll(poll, arena), MemorySegment.NULL);
  }

  /// Like [#setAbort(BooleanSupplier)], without a call into Java for each step of the evaluation.
  public void setAbort(AbortFlag flag) {
    abortFlag = flag; // keeps its memory
    LlamaContext.llama_set_abort_callback(handle(), AbortFlag.callback(), flag.text());
  }

  /// Waits until devices are done; reading results does so by itself.
  public void synchronize() {
    LlamaDecode.llama_synchronize(handle());
  }

  /// Times measured so far.
  public Performance performance() {
    try (Arena local = Arena.ofConfined()) {
      MemorySegment data = LlamaPerf.llama_perf_context(local, handle());
      var struct = Layouts.PERF_CONTEXT_DATA;
      return new Performance(
          struct.getDouble(data, "t_start_ms"),
          struct.getDouble(data, "t_load_ms"),
          struct.getDouble(data, "t_p_eval_ms"),
          struct.getDouble(data, "t_eval_ms"),
          struct.getInt(data, "n_p_eval"),
          struct.getInt(data, "n_eval"),
          struct.getInt(data, "n_reused"));
    }
  }

  /// Sets the times to zero.
  public void resetPerformance() {
    LlamaPerf.llama_perf_context_reset(handle());
  }

  /// The library checks ids only against its own limit of 256, and not everywhere.
  void checkSequence(int sequence) {
    if (sequence < 0 || sequence >= nSeqMax) {
      throw LlamaException.misuse(
          "sequence %d, this context has 0 to %d".formatted(sequence, nSeqMax - 1));
    }
  }

  MemorySegment handle() {
    if (Thread.currentThread() != owner) {
      throw LlamaException.misuse(
          "a context is used by thread '%s', it belongs to '%s'"
              .formatted(Thread.currentThread().getName(), owner.getName()));
    }
    if (closed) {
      throw LlamaException.misuse("the context is closed");
    }
    return handle;
  }

  /// Frees the memory of the context. A second call does nothing.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    handle();
    closed = true;
    adaptation.release();
    model.children().remove(this);
    LlamaContext.llama_free(handle);
    threadPools.close();
    arena.close();
  }
}
