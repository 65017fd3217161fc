package jan4j.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BatchTest {
  @Test
  void answersTheRowOfEachToken() {
    try (Batch batch = new Batch(2)) {
      assertThat(batch.add(5, 0, 0, false)).isZero();
      assertThat(batch.add(6, 0, 3, true)).isEqualTo(1);
      assertThat(batch.largestSequence()).isEqualTo(3);
      assertThat(batch.nOutputs()).isEqualTo(1);
      assertThat(batch.hasOutput(0)).isFalse();
      assertThat(batch.hasOutput(1)).isTrue();
    }
  }

  @Test
  void refusesMoreTokensThanItHolds() {
    try (Batch batch = new Batch(1)) {
      batch.add(5, 0, 0, false);
      assertThatThrownBy(() -> batch.add(6, 1, 0, true)).hasMessage("the batch is full: 1 tokens");
    }
  }

  @Test
  void startsOverWhenCleared() {
    try (Batch batch = new Batch(1)) {
      batch.add(5, 0, 7, true);
      batch.clear();
      assertThat(batch.size()).isZero();
      assertThat(batch.largestSequence()).isEqualTo(-1);
      assertThat(batch.nOutputs()).isZero();
    }
  }

  @Test
  void refusesNegativePositionsAndSequences() {
    try (Batch batch = new Batch(1)) {
      assertThatThrownBy(() -> batch.add(5, -1, 0, true)).isInstanceOf(LlamaException.class);
      assertThatThrownBy(() -> batch.add(5, 0, -1, true)).isInstanceOf(LlamaException.class);
    }
  }
}
