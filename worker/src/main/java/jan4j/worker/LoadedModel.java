package jan4j.worker;

import jan4j.llama.Context;
import jan4j.llama.Memory;
import jan4j.llama.Model;
import jan4j.llama.Vocabulary;
import jan4j.wire.worker.Report;
import java.util.Optional;

/// The one model of this process with its context. Made, used and closed by the loop thread;
/// [#vocabulary] and [#facts] are for any thread.
///
/// @param window positions that sliding-window layers look back over, 0 where there are none
/// @param loaded what the core is told
record LoadedModel(
    Model model,
    Context context,
    VocabularyFacts facts,
    MemoryKind kind,
    int window,
    Report.Loaded loaded)
    implements AutoCloseable {
  /// Tokens that one answer can have in all.
  int nCtx() {
    return loaded.nCtx();
  }

  Vocabulary vocabulary() {
    return model.vocabulary();
  }

  /// Bookkeeping of the context's sequences, all empty.
  Sequences sequences() {
    Memory memory = context.memory();
    SequenceMemory calls =
        new SequenceMemory() {
          @Override
          public boolean remove(int sequence, int from, int to) {
            return memory.remove(sequence, from, to);
          }

          @Override
          public int positionMin(int sequence) {
            return memory.positionMin(sequence);
          }

          @Override
          public Optional<Saved> save(int sequence) {
            return SavedState.of(context.state(), sequence);
          }

          @Override
          public boolean restore(int sequence, Saved saved) {
            return ((SavedState) saved).restore(context.state(), sequence);
          }
        };
    return new Sequences(calls, kind, context.nSeqMax(), window, context.nCtx());
  }

  @Override
  public void close() {
    context.close();
    model.close();
  }
}
