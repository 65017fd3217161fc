package jan4j.worker;

import jan4j.llama.Batch;
import jan4j.llama.Context;
import jan4j.llama.DecodeResult;
import java.util.ArrayList;
import java.util.List;

/// One decode call over all active slots: first one row for each that decodes, then prompt tokens
/// of the others, shared out evenly and bounded, so that a long prompt never holds up the rest.
/// Loop thread only.
final class Stepper implements AutoCloseable {
  /// Least prompt tokens per step while others decode, and the part of the micro-batch that is used
  /// for them: small steps keep the others' tokens coming.
  private static final int LEAST_PREFILL = 32;

  private static final int PREFILL_PART = 4;

  /// From so many rows of one request on, a cancel breaks a decode call off.
  private static final int WORTH_ABORTING = 32;

  /// How a step ended.
  enum Outcome {
    /// The rows are in the memory and have their outputs.
    DONE,
    /// Broken off; the sequences are as before, or empty.
    ABORTED,
    /// Not even one row per decoding slot fits, though nothing idle is left to evict.
    NO_ROOM
  }

  /// What a slot has in the batch.
  ///
  /// @param first its first row
  /// @param n count of its rows
  /// @param output whether the last of them is the last known token, so that its logits are wanted
  record Rows(Slot slot, int first, int n, boolean output) {
    int last() {
      return first + n - 1;
    }
  }

  /// Sees each batch before it is decoded.
  interface Observer {
    /// @param nDecoding rows of slots that decode
    void beforeDecode(List<Rows> rows, int nDecoding);
  }

  private final Context context;
  private final Sequences sequences;
  private final AbortSignal signal;
  private final Observer observer;
  private final Batch batch;
  private final List<Rows> rows = new ArrayList<>();
  private int nDecoding;
  private int turn;

  Stepper(Context context, Sequences sequences, AbortSignal signal, Observer observer) {
    this.context = context;
    this.sequences = sequences;
    this.signal = signal;
    this.observer = observer;
    batch = new Batch(context.nBatch());
    context.setAbort(signal.flag());
  }

  /// What the last step computed, in order.
  List<Rows> rows() {
    return rows;
  }

  /// Plans and decodes.
  ///
  /// @throws jan4j.llama.LlamaException where the library failed
  Outcome step(List<Slot> active) {
    int prefillLimit = context.nBatch();
    turn++;
    while (true) {
      if (!plan(active, prefillLimit)) {
        return Outcome.NO_ROOM;
      }
      announce();
      DecodeResult result = context.decode(batch);
      signal.runningMany();
      switch (result) {
        case OK -> {
          rows.forEach(this::keep);
          return Outcome.DONE;
        }
        case ABORTED -> {
          rows.forEach(r -> sequences.rollBack(r.slot().sequence));
          return Outcome.ABORTED;
        }
        case NO_SLOT -> {
          int nPrefill = batch.size() - nDecoding;
          if (!sequences.evictIdle()) {
            if (nPrefill == 0) {
              return Outcome.NO_ROOM;
            }
            prefillLimit = nPrefill / 2;
          }
        }
      }
    }
  }

  private void announce() {
    for (Rows r : rows) {
      if (r.n() > WORTH_ABORTING && r.n() * 2 > batch.size()) {
        signal.running(r.slot().id());
      }
    }
    observer.beforeDecode(rows, nDecoding);
  }

  private void keep(Rows r) {
    Slot slot = r.slot();
    sequences.append(slot.sequence, slot.tokens, r.n());
    if (pending(slot) == 1 && !r.output() && isFresh(slot)) {
      sequences.checkpoint(slot.sequence);
    }
  }

  private int pending(Slot slot) {
    return slot.tokens.size() - sequences.held(slot.sequence);
  }

  /// What of the pending tokens one step may read: of a prompt all but the last where a checkpoint
  /// is wanted before it, so that even the same prompt can go on from there.
  private int readable(Slot slot) {
    int pending = pending(slot);
    return pending > 1
            && isFresh(slot)
            && sequences.wantsCheckpoint(slot.sequence, slot.tokens.size() - 1)
        ? pending - 1
        : pending;
  }

  private static boolean isFresh(Slot slot) {
    return slot.completionTokens == 0 && slot.job.cachePrompt();
  }

  private boolean plan(List<Slot> active, int prefillLimit) {
    batch.clear();
    rows.clear();
    List<Slot> prefilling = new ArrayList<>();
    nDecoding = 0;
    int nPending = 0;
    for (Slot slot : active) {
      int pending = pending(slot);
      if (pending == 1) {
        nDecoding++;
      } else {
        prefilling.add(slot);
        nPending += readable(slot);
      }
    }
    int budget = Math.min(Math.min(prefillBudget(), prefillLimit), nPending);
    while (sequences.freeCells() < nDecoding + budget && sequences.evictIdle()) {
      // each eviction makes room
    }
    budget = Math.min(budget, sequences.freeCells() - nDecoding);
    if (budget < 0 || nDecoding + budget == 0) {
      return false;
    }
    for (Slot slot : active) {
      if (pending(slot) == 1) {
        add(slot, 1);
      }
    }
    share(prefilling, budget);
    return true;
  }

  private int prefillBudget() {
    int room = context.nBatch() - nDecoding;
    return nDecoding == 0
        ? room
        : Math.min(room, Math.max(LEAST_PREFILL, context.nUbatch() / PREFILL_PART));
  }

  /// Equal shares; what a short prompt leaves goes to the others, and each step begins with another
  /// slot.
  private void share(List<Slot> prefilling, int budget) {
    int left = budget;
    for (int i = 0; i < prefilling.size() && left > 0; i++) {
      Slot slot = prefilling.get((i + turn) % prefilling.size());
      int remaining = prefilling.size() - i;
      int n = Math.min(readable(slot), Math.ceilDiv(left, remaining));
      add(slot, n);
      left -= n;
    }
  }

  private void add(Slot slot, int n) {
    int position = sequences.held(slot.sequence);
    boolean output = position + n == slot.tokens.size();
    int first = batch.size();
    for (int i = 0; i < n; i++) {
      boolean last = i == n - 1;
      batch.add(slot.tokens.get(position + i), position + i, slot.sequence, output && last);
    }
    rows.add(new Rows(slot, first, n, output));
  }

  @Override
  public void close() {
    batch.close();
  }
}
