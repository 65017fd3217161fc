package jan4j.worker;

import java.util.Arrays;

/// The sequences of a context: which tokens each holds, which request has it, and what may be taken
/// back. A free sequence keeps its tokens as a cache until the room is needed. Loop thread only.
///
/// Every sequence's positions are 0 up to the count of its tokens. The cells of all sequences come
/// out of one pool of `nCtx`, but for a recurrent memory, which has one state per sequence. A state
/// cannot be cut; it goes back to a checkpoint, which is taken where a prompt ends.
final class Sequences implements AutoCloseable {
  private static final int END = -1;

  private final SequenceMemory memory;
  private final MemoryKind kind;
  private final Checkpoints checkpoints;
  private final int window;
  private final int nCells;
  private final TokenList[] held;
  private final boolean[] busy;
  private final long[] lastUsed;
  private long clock;

  /// @param window positions that sliding-window layers look back over, 0 where there are none
  Sequences(SequenceMemory memory, MemoryKind kind, int n, int window, int nCtx) {
    this.memory = memory;
    this.kind = kind;
    checkpoints = new Checkpoints(memory);
    this.window = window;
    nCells = kind == MemoryKind.RECURRENT ? Integer.MAX_VALUE : nCtx;
    held = new TokenList[n];
    Arrays.setAll(held, _ -> new TokenList());
    busy = new boolean[n];
    lastUsed = new long[n];
  }

  /// How many tokens the memory holds of a sequence.
  int held(int sequence) {
    return held[sequence].size();
  }

  boolean hasFree() {
    for (boolean b : busy) {
      if (!b) {
        return true;
      }
    }
    return false;
  }

  /// Cells that hold nothing.
  int freeCells() {
    int used = 0;
    for (TokenList tokens : held) {
      used += tokens.size();
    }
    return nCells - used;
  }

  int nCells() {
    return nCells;
  }

  /// Takes a free sequence for a prompt, cut so that what it holds is a prefix of the prompt
  /// without its last token.
  ///
  /// @param reuse whether it may hold anything
  int acquire(TokenList prompt, boolean reuse) {
    int best = choose(prompt, reuse);
    busy[best] = true;
    lastUsed[best] = ++clock;
    cut(best, reuse ? reusable(best, prompt) : 0);
    return best;
  }

  /// How many tokens of the prompt the sequence can go on from.
  private int reusable(int sequence, TokenList prompt) {
    int common = held[sequence].commonPrefix(prompt, prompt.size() - 1);
    return kind.hasState() && common < held(sequence)
        ? checkpoints.longest(sequence, common)
        : common;
  }

  /// Whether to stop once `nTokens` are held, for a checkpoint.
  boolean wantsCheckpoint(int sequence, int nTokens) {
    return kind.hasState() && checkpoints.isWorthIt(sequence, nTokens);
  }

  /// Saves where the sequence is, so that it can go back there.
  void checkpoint(int sequence) {
    if (kind.hasState()) {
      checkpoints.save(sequence, held(sequence));
    }
  }

  /// The one that shares most, unless most of what it holds would be lost for a little gain; else
  /// an empty one; else the one that was idle longest.
  private int choose(TokenList prompt, boolean reuse) {
    int sharing = -1;
    int shared = 0;
    int oldest = -1;
    for (int i = 0; i < held.length; i++) {
      if (busy[i]) {
        continue;
      }
      int common = reuse ? reusable(i, prompt) : 0;
      if (common > shared) {
        sharing = i;
        shared = common;
      }
      if (oldest < 0 || rank(i) < rank(oldest)) {
        oldest = i;
      }
    }
    if (oldest < 0) {
      throw new IllegalStateException("no free sequence of " + held.length);
    }
    boolean worthIt = sharing >= 0 && shared * 2 >= Math.min(held(sharing), prompt.size());
    return worthIt || (sharing >= 0 && held(oldest) > 0) ? sharing : oldest;
  }

  private long rank(int sequence) {
    return held(sequence) == 0 ? 0 : lastUsed[sequence];
  }

  /// Keeps the first `n` tokens where the memory can do that, else none.
  private void cut(int sequence, int n) {
    if (n == held(sequence)) {
      return;
    }
    if (n == 0 || !goBack(sequence, n)) {
      clear(sequence);
    }
  }

  private boolean goBack(int sequence, int n) {
    boolean possible =
        kind.hasState() ? checkpoints.restore(sequence, n) : canGoOnFrom(sequence, n);
    if (!possible || !memory.remove(sequence, n, END)) {
      return false;
    }
    held[sequence].truncate(n);
    checkpoints.drop(sequence, n);
    return true;
  }

  /// `remove` answers true although a window has moved on, so the positions that the next token
  /// looks back to are checked here. Even where the window's cache is as long as the context, the
  /// library gives the cells that a window has left to whichever sequence needs some
  /// (`llama_kv_cache::find_slot`); what is left of a sequence has no holes (`apply_ubatch`).
  private boolean canGoOnFrom(int sequence, int n) {
    if (window == 0) {
      return true;
    }
    int first = memory.positionMin(sequence);
    return first == 0 || (first > 0 && n - window >= first);
  }

  /// Notes that the next `n` of `tokens` are in the memory now.
  void append(int sequence, TokenList tokens, int n) {
    for (int i = 0; i < n; i++) {
      held[sequence].add(tokens.get(held(sequence)));
    }
  }

  /// Undoes a decode call that broke off: back to what was held before it, or to a checkpoint.
  void rollBack(int sequence) {
    int n = held(sequence);
    int back = kind.hasState() ? checkpoints.longest(sequence, n) : n;
    if (back == 0 || !goBack(sequence, back)) {
      clear(sequence);
    }
  }

  /// Gives a sequence back; its tokens stay as a cache.
  void release(int sequence) {
    busy[sequence] = false;
    lastUsed[sequence] = ++clock;
  }

  /// Forgets all that a sequence holds.
  void clear(int sequence) {
    memory.remove(sequence, END, END);
    held[sequence].clear();
    checkpoints.drop(sequence, 0);
  }

  /// Clears the free sequence that was idle longest; false where none holds anything.
  boolean evictIdle() {
    int oldest = -1;
    for (int i = 0; i < held.length; i++) {
      if (!busy[i] && held(i) > 0 && (oldest < 0 || lastUsed[i] < lastUsed[oldest])) {
        oldest = i;
      }
    }
    if (oldest < 0) {
      return false;
    }
    clear(oldest);
    return true;
  }

  /// Frees what was saved.
  @Override
  public void close() {
    checkpoints.close();
  }
}
