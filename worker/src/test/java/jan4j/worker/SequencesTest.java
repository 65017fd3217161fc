package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
      };

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
    assertThat(removed).containsExactly("0:3", "0:-1");
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
