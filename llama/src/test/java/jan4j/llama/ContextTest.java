package jan4j.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class ContextTest {
  private static final int[] PROMPT = {10, 20, 30, 40, 50};

  private Model model;
  private Context context;
  private Batch batch;

  @BeforeEach
  void create() {
    model = Tiny.dense();
    context = Context.create(model, Tiny.small());
    batch = new Batch(300);
  }

  @AfterEach
  void close() {
    if (model != null) {
      batch.close();
      model.close();
    }
  }

  @Test
  void theHighestOfTheCopiedLogitsIsTheArgmax() {
    int row = Tiny.decode(context, batch, PROMPT, 0, 0);
    float[] logits = new float[model.vocabulary().size()];
    context.logits(row, logits);
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    assertThat(context.argmax(row)).isEqualTo(best);
  }

  @Test
  void aRowWithoutOutputIsRefused() {
    Tiny.decode(context, batch, PROMPT, 0, 0);
    assertThatThrownBy(() -> context.argmax(0)).hasMessageContaining("row 0");
    assertThatThrownBy(() -> context.argmax(-1)).isInstanceOf(LlamaException.class);
    assertThatThrownBy(() -> context.argmax(99)).isInstanceOf(LlamaException.class);
  }

  @Test
  void aPrefixSharedByCopyGoesOnLikeOneDecodedAlone() {
    int row = Tiny.decode(context, batch, PROMPT, 0, 0);
    int next = context.argmax(row);
    context.memory().copy(0, 2, -1, -1);
    int own = Tiny.decode(context, batch, new int[] {next}, PROMPT.length, 0);
    int first = context.argmax(own);
    int copied = Tiny.decode(context, batch, new int[] {next}, PROMPT.length, 2);
    assertThat(context.argmax(copied)).isEqualTo(first);
    assertThat(context.memory().positionMax(2)).isEqualTo(PROMPT.length);
  }

  @Test
  void aRejectedDraftIsTakenBack() {
    int row = Tiny.decode(context, batch, PROMPT, 0, 0);
    int next = context.argmax(row);
    Tiny.decode(context, batch, new int[] {99, 98}, PROMPT.length, 0);
    assertThat(context.memory().remove(0, PROMPT.length, -1)).isTrue();
    assertThat(context.memory().positionMax(0)).isEqualTo(PROMPT.length - 1);
    int again = Tiny.decode(context, batch, new int[] {next}, PROMPT.length, 0);
    assertThat(context.argmax(again)).isNotNegative();
  }

  @Test
  void moreTokensThanTheBatchSizeAreRefusedBeforeTheLibraryAsserts() {
    for (int i = 0; i < 65; i++) {
      batch.add(10, i, 0, false);
    }
    assertThatThrownBy(() -> context.decode(batch))
        .hasMessage("a batch of 65 tokens, this context takes 64");
  }

  @Test
  void aSequenceOutsideTheContextIsRefused() {
    batch.add(10, 0, 4, true);
    assertThatThrownBy(() -> context.decode(batch))
        .hasMessage("sequence 4, this context has 0 to 3");
    assertThatThrownBy(() -> context.memory().positionMax(4)).isInstanceOf(LlamaException.class);
  }

  @Test
  void anEmptyBatchIsRefused() {
    assertThatThrownBy(() -> context.decode(batch)).hasMessage("the batch is empty");
  }

  @Test
  void positionsThatDoNotGoOnAreReportedWithWhatTheLibrarySays() {
    Tiny.decode(context, batch, PROMPT, 0, 0);
    batch.clear();
    batch.add(10, 50, 0, true);
    assertThatThrownBy(() -> context.decode(batch))
        .isInstanceOf(LlamaException.class)
        .hasMessageContaining("is invalid (decode answered -1)");
    assertThat(context.memory().positionMax(0)).isEqualTo(PROMPT.length - 1);
  }

  @Test
  void aFullMemoryAnswersNoSlotAndChangesNothing() {
    for (int start = 0; start < 256; start += 64) {
      batch.clear();
      for (int i = 0; i < 64; i++) {
        batch.add(10, start + i, 0, false);
      }
      assertThat(context.decode(batch)).isEqualTo(DecodeResult.OK);
    }
    batch.clear();
    batch.add(10, 256, 0, true);
    assertThat(context.decode(batch)).isEqualTo(DecodeResult.NO_SLOT);
    assertThat(context.memory().positionMax(0)).isEqualTo(255);
  }

  @Test
  void anAbortPollStopsTheEvaluation() {
    context.setAbort(() -> true);
    batch.add(10, 0, 0, true);
    assertThat(context.decode(batch)).isEqualTo(DecodeResult.ABORTED);
    context.setAbort(() -> false);
    context.memory().clear(true);
    assertThat(context.decode(batch)).isEqualTo(DecodeResult.OK);
  }

  @Test
  void anExceptionInTheAbortPollStopsTheEvaluationInsteadOfTheProcess() {
    context.setAbort(() -> {
      throw new IllegalStateException("broken poll");
    });
    batch.add(10, 0, 0, true);
    assertThat(context.decode(batch)).isEqualTo(DecodeResult.ABORTED);
  }

  @Test
  void anotherThreadIsRefused() throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread other =
        Thread.ofPlatform()
            .name("stranger")
            .start(() -> {
              try {
                context.nCtx();
              } catch (LlamaException e) {
                thrown.set(e);
              }
            });
    other.join();
    assertThat(thrown.get()).hasMessageContaining("'stranger'");
  }

  @Test
  void moreRowsOfOutputThanAskedForAreRefusedBeforeTheLibraryAsserts() {
    try (Context narrow = Context.create(model, Tiny.small().nOutputsMax(4))) {
      for (int i = 0; i < 5; i++) {
        batch.add(10, i, 0, true);
      }
      assertThatThrownBy(() -> narrow.decode(batch))
          .hasMessage("a batch with 5 rows of output, nOutputsMax is 4");
    }
  }

  @Test
  void fewerOutputsThanSequencesAreRefusedBeforeTheLibraryAsserts() {
    assertThatThrownBy(() -> Context.create(model, Tiny.small().nOutputsMax(2)))
        .hasMessageContaining("less than one row for each of 4 sequences");
  }

  @Test
  void tellsTheSizesThatTheLibraryChose() {
    assertThat(context.nCtx()).isEqualTo(256);
    assertThat(context.nCtxSeq()).isEqualTo(256);
    assertThat(context.nBatch()).isEqualTo(64);
    assertThat(context.nUbatch()).isEqualTo(64);
    assertThat(context.nSeqMax()).isEqualTo(4);
    assertThat(context.nOutputsMax()).isEqualTo(64);
  }

  @Test
  void measuresTimesWhenAskedTo() {
    try (Context measured = Context.create(model, Tiny.small().noPerf(false))) {
      Tiny.decode(measured, batch, PROMPT, 0, 0);
      measured.synchronize();
      assertThat(measured.performance().nPrompt()).isEqualTo(PROMPT.length);
      measured.resetPerformance();
      assertThat(measured.performance().nPrompt()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void givesEmbeddingsOfATokenAndOfASequence() {
    var parameters = Tiny.small().embeddings(true).pooling(ContextParameters.Pooling.MEAN);
    try (Context embedding = Context.create(model, parameters)) {
      batch.add(10, 0, 0, true);
      batch.add(11, 1, 0, true);
      assertThat(embedding.decode(batch)).isEqualTo(DecodeResult.OK);
      assertThat(embedding.embeddingsOfSequence(0)).hasSize(model.nEmbd());
    }
  }

  @Test
  void changesThreadsWhileItRuns() {
    context.setThreads(2, 2);
    assertThat(context.argmax(Tiny.decode(context, batch, PROMPT, 0, 0))).isNotNegative();
    assertThatThrownBy(() -> context.setThreads(0, 1)).isInstanceOf(LlamaException.class);
  }
}
