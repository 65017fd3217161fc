package jan4j.llama;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import jan4j.llama.LlamaException.Reason;
import jan4j.llama.raw.Layouts;
import jan4j.llama.raw.LlamaContext;
import jan4j.llama.raw.LlamaDecode;
import jan4j.llama.raw.LlamaOutput;
import jan4j.llama.raw.LlamaPerf;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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
  private @Nullable Batch lastBatch;
  private boolean closed;

  private Context(Model model, Arena arena, MemorySegment handle) {
    this.model = model;
    this.arena = arena;
    this.handle = handle;
    this.nBatch = LlamaContext.llama_n_batch(handle);
    this.nSeqMax = LlamaContext.llama_n_seq_max(handle);
    this.nVocabulary = model.vocabulary().size();
    model.children().add(this);
  }

  /// Makes a context and takes its memory. Read the sizes back afterwards: the library adjusts
  /// them.
  ///
  /// @throws LlamaException with [Reason#CONTEXT], most often because the memory does not suffice
  public static Context create(Model model, ContextParameters parameters) {
    MemorySegment weights = model.handle();
    Arena arena = Arena.ofShared();
    try {
      MemorySegment params = parameters.write(arena);
      model.library().clearErrors();
      MemorySegment handle = LlamaContext.llama_init_from_model(weights, params);
      if (handle.address() == 0) {
        throw model
            .library()
            .failure(
                Reason.CONTEXT,
                "cannot make a context for " + model.file() + " with " + parameters);
      }
      return new Context(model, arena, handle);
    } catch (Throwable thrown) {
      arena.close();
      throw thrown;
    }
  }

  /// The model.
  public Model model() {
    return model;
  }

  /// Tokens of context in all.
  public int nCtx() {
    return LlamaContext.llama_n_ctx(handle());
  }

  /// Tokens of context for one sequence: with a unified memory all of it.
  public int nCtxSeq() {
    return LlamaContext.llama_n_ctx_seq(handle());
  }

  /// Most tokens in a batch.
  public int nBatch() {
    return nBatch;
  }

  /// Most tokens computed at once.
  public int nUbatch() {
    return LlamaContext.llama_n_ubatch(handle());
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

  /// Evaluates a batch with the decoder. Blocks until it is done.
  ///
  /// @throws LlamaException if the batch breaks a rule (most often positions that do not go on from
  ///   the sequence's last) or the evaluation failed
  public DecodeResult decode(Batch batch) {
    check(batch);
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
    check(batch);
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
  private void check(Batch batch) {
    handle();
    if (batch.size() == 0) {
      throw LlamaException.misuse("the batch is empty");
    }
    if (batch.size() > nBatch) {
      throw LlamaException.misuse(
          "a batch of %d tokens, this context takes %d".formatted(batch.size(), nBatch));
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
    if (destination.length < nVocabulary) {
      throw LlamaException.misuse(
          "%d logits do not fit in %d floats".formatted(nVocabulary, destination.length));
    }
    MemorySegment.copy(logitsSegment(row), JAVA_FLOAT, 0, destination, 0, nVocabulary);
  }

  /// The most likely token of a row of the last batch; of equal ones the first.
  public int argmax(int row) {
    MemorySegment logits = logitsSegment(row);
    int best = 0;
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < nVocabulary; i++) {
      float logit = logits.getAtIndex(JAVA_FLOAT, i);
      if (logit > highest) {
        highest = logit;
        best = i;
      }
    }
    return best;
  }

  private MemorySegment logitsSegment(int row) {
    MemorySegment context = handle();
    checkOutput(row);
    return floats(LlamaOutput.llama_get_logits_ith(context, row), row, nVocabulary);
  }

  private void checkOutput(int row) {
    Batch batch = lastBatch;
    if (batch == null || !batch.hasOutput(row)) {
      throw LlamaException.misuse(
          "row %d of the last batch has no output%s"
              .formatted(row, batch == null ? ": no batch was evaluated" : ""));
    }
  }

  @SuppressWarnings("restricted") // the library says only where the row begins
  private static MemorySegment floats(MemorySegment address, int row, int count) {
    if (address.address() == 0) {
      throw new LlamaException(Reason.DECODE, "the library has no output for row " + row);
    }
    return address.reinterpret(4L * count);
  }

  /// The embedding of a row of the last batch.
  public float[] embeddings(int row) {
    MemorySegment context = handle();
    checkOutput(row);
    MemorySegment embedding = LlamaOutput.llama_get_embeddings_ith(context, row);
    return floats(embedding, row, model.nEmbdOutput()).toArray(JAVA_FLOAT);
  }

  /// The pooled embedding of a sequence of the last batch; for a reranking model its scores.
  public float[] embeddingsOfSequence(int sequence) {
    MemorySegment context = handle();
    checkSequence(sequence);
    MemorySegment embedding = LlamaOutput.llama_get_embeddings_seq(context, sequence);
    int count =
        pooling() == ContextParameters.Pooling.RANK
            ? model.classifierLabels().size()
            : model.nEmbdOutput();
    return floats(embedding, sequence, count).toArray(JAVA_FLOAT);
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
  }

  /// Whether embeddings are extracted.
  public void setEmbeddings(boolean extract) {
    LlamaContext.llama_set_embeddings(handle(), extract);
  }

  /// Whether tokens attend only to earlier ones.
  public void setCausalAttention(boolean causal) {
    LlamaContext.llama_set_causal_attn(handle(), causal);
  }

  /// Asks before each step of an evaluation whether to stop it; [#decode] then answers
  /// [DecodeResult#ABORTED]. Works for the CPU; devices finish their piece first.
  ///
  /// @param poll quick, called very often on the thread of the evaluation; true stops
  public void setAbort(BooleanSupplier poll) {
    LlamaContext.llama_set_abort_callback(handle(), Upcalls.poll(poll, arena), MemorySegment.NULL);
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
    model.children().remove(this);
    LlamaContext.llama_free(handle);
    arena.close();
  }
}
