package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SequencesTest {
  private final List<String> removed = new ArrayList<>();
  private int positionMin;
  private boolean canCut = true;

  private final SequenceMemory memory =
      new SequenceMemory() {
        @Override
        public boolean remove(int sequence, int from, int to) {
          removed.add(sequence + ":" + from);
          return from < 0 || canCut;
        }

        @Override
        public int positionMin(int sequence) {
          return positionMin;
        }

        @Override
        public Optional<Saved> save(int sequence) {
          Saved state = new FakeState(sizeBytes);
          states.add(state);
          return Optional.of(state);
        }

        @Override
        public boolean restore(int sequence, Saved saved) {
          restored.add(states.indexOf(saved));
          return true;
        }
      };

  private final List<Integer> restored = new ArrayList<>();
  private final List<SequenceMemory.Saved> states = new ArrayList<>();
  private long sizeBytes = 1;

  /// Closed states are told by the test's lists.
  private final class FakeState implements SequenceMemory.Saved {
    private final long size;

    FakeState(long size) {
      this.size = size;
    }

    @Override
    public long sizeBytes() {
      return size;
    }

    @Override
    public void close() {
      removed.add("state " + states.indexOf(this));
    }
  }

  @Test
  void thePrefixOfAFreeSequenceIsKeptAndTheRestRemoved() {
    Sequences sequences = new Sequences(memory, MemoryKind.FULL, 2, 0, 100);
    hold(sequences, 1, 2, 3, 4, 5);
    int sequence = sequences.acquire(new TokenList(new int[] {1, 2, 3, 9, 9}), true);
    assertThat(sequences.held(sequence)).isEqualTo(3);
    assertThat(removed).containsExactly("0:3");
    assertThat(sequences.freeCells()).isEqualTo(97);
  }

  @Test
  void theLastTokenIsAlwaysReadAgain() {
    Sequences sequences = new Sequences(memory, MemoryKind.FULL, 2, 0, 100);
    hold(sequences, 1, 2, 3);
    assertThat(sequences.held(sequences.acquire(new TokenList(new int[] {1, 2, 3}), true)))
        .isEqualTo(2);
  }

  @Test
  void aLittleGainDoesNotDestroyALongCache() {
    Sequences sequences = new Sequences(memory, MemoryKind.FULL, 2, 0, 100);
    hold(sequences, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    int other = sequences.acquire(new TokenList(new int[] {1, 2, 30, 40, 50, 60}), true);
    assertThat(sequences.held(other)).isZero();
    sequences.release(other);
    int back =
        sequences.acquire(new TokenList(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}), true);
    assertThat(sequences.held(back)).isEqualTo(10);
  }

  @Test
  void aMemoryThatCannotCutIsReadAnew() {
    canCut = false;
    Sequences sequences = new Sequences(memory, MemoryKind.HYBRID, 2, 0, 100);
    hold(sequences, 1, 2, 3, 4);
    assertThat(sequences.held(sequences.acquire(new TokenList(new int[] {1, 2, 3, 9}), true)))
        .isZero();
    assertThat(restored).isEmpty();
  }

  @Test
  void aStateGoesBackToTheCheckpointOfAPrompt() {
    Sequences sequences = new Sequences(memory, MemoryKind.HYBRID, 2, 0, 100);
    TokenList first = new TokenList(new int[] {1, 2, 3, 4, 5});
    int sequence = sequences.acquire(first, true);
    sequences.append(sequence, first, 3);
    sequences.checkpoint(sequence);
    sequences.append(sequence, first, 2);
    sequences.checkpoint(sequence);
    sequences.release(sequence);
    assertThat(sequences.held(reacquire(sequences, 1, 2, 3, 4, 9, 9))).isEqualTo(3);
    assertThat(restored).containsExactly(0);
    assertThat(removed).containsExactly("0:3", "state 1");
    assertThat(sequences.held(reacquire(sequences, 7, 8))).isZero();
  }

  @Test
  void checkpointsAreBoundedInNumberAndBytes() {
    Sequences sequences = new Sequences(memory, MemoryKind.RECURRENT, 1, 0, 100);
    TokenList tokens = new TokenList(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
    int sequence = sequences.acquire(tokens, true);
    for (int i = 0; i <= Checkpoints.MAX_PER_SEQUENCE; i++) {
      sequences.append(sequence, tokens, 1);
      sequences.checkpoint(sequence);
    }
    assertThat(removed).containsExactly("state 0");
    removed.clear();
    sizeBytes = Checkpoints.MAX_BYTES;
    sequences.append(sequence, tokens, 1);
    sequences.checkpoint(sequence);
    assertThat(removed).containsExactly("state 1", "state 2", "state 3", "state 4");
  }

  @Test
  void aClearedSequenceHasNoCheckpoints() {
    Sequences sequences = new Sequences(memory, MemoryKind.RECURRENT, 1, 0, 100);
    int sequence = hold(sequences, 1, 2, 3);
    sequences.checkpoint(sequence);
    sequences.clear(sequence);
    hold(sequences, 1, 2, 3, 4);
    assertThat(sequences.held(reacquire(sequences, 1, 2, 3, 9))).isZero();
    assertThat(restored).isEmpty();
  }

  @Test
  void aBrokenOffStepGoesBackToACheckpoint() {
    Sequences sequences = new Sequences(memory, MemoryKind.RECURRENT, 1, 0, 100);
    TokenList tokens = new TokenList(new int[] {1, 2, 3, 4});
    int sequence = sequences.acquire(tokens, true);
    sequences.append(sequence, tokens, 2);
    sequences.checkpoint(sequence);
    sequences.append(sequence, tokens, 1);
    sequences.rollBack(sequence);
    assertThat(sequences.held(sequence)).isEqualTo(2);
  }

  @Test
  void aStateGoesOnWhereItIs() {
    canCut = false;
    Sequences sequences = new Sequences(memory, MemoryKind.RECURRENT, 2, 0, 100);
    hold(sequences, 1, 2, 3);
    assertThat(sequences.held(sequences.acquire(new TokenList(new int[] {1, 2, 3, 4}), true)))
        .isEqualTo(3);
    assertThat(removed).isEmpty();
  }

  @Test
  void aWindowThatMovedOnIsReadAnew() {
    Sequences sequences = new Sequences(memory, MemoryKind.SLIDING_WINDOW, 1, 3, 100);
    hold(sequences, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    positionMin = 2;
    assertThat(sequences.held(reacquire(sequences, 1, 2, 3, 4, 5, 6, 70, 80))).isEqualTo(6);
    assertThat(sequences.held(reacquire(sequences, 1, 2, 3, 4, 50, 60))).isZero();
  }

  @Test
  void theOldestIdleSequenceIsEvictedFirst() {
    Sequences sequences = new Sequences(memory, MemoryKind.FULL, 3, 0, 100);
    int first = hold(sequences, 1, 2, 3);
    int second = hold(sequences, 4, 5, 6, 7);
    int busy = sequences.acquire(new TokenList(new int[] {8, 9}), true);
    sequences.append(busy, new TokenList(new int[] {8, 9}), 2);
    assertThat(sequences.evictIdle()).isTrue();
    assertThat(sequences.held(first)).isZero();
    assertThat(sequences.held(second)).isEqualTo(4);
    assertThat(sequences.evictIdle()).isTrue();
    assertThat(sequences.evictIdle()).isFalse();
    assertThat(sequences.held(busy)).isEqualTo(2);
  }

  @Test
  void aBrokenOffStepIsUndoneOrCleared() {
    Sequences full = new Sequences(memory, MemoryKind.FULL, 1, 0, 100);
    int sequence = hold(full, 1, 2, 3);
    full.rollBack(sequence);
    assertThat(full.held(sequence)).isEqualTo(3);
    Sequences state = new Sequences(memory, MemoryKind.RECURRENT, 1, 0, 100);
    sequence = hold(state, 1, 2, 3);
    state.rollBack(sequence);
    assertThat(state.held(sequence)).isZero();
  }

  private static int hold(Sequences sequences, int... tokens) {
    TokenList list = new TokenList(tokens);
    int sequence = sequences.acquire(list, true);
    sequences.append(sequence, list, tokens.length - sequences.held(sequence));
    sequences.release(sequence);
    return sequence;
  }

  private static int reacquire(Sequences sequences, int... tokens) {
    int sequence = sequences.acquire(new TokenList(tokens), true);
    sequences.release(sequence);
    return sequence;
  }
}
