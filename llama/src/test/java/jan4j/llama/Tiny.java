package jan4j.llama;

import jan4j.testkit.TestEnvironment;
import jan4j.testkit.TinyModels;
import java.nio.file.Path;
import java.util.List;

/// The library and generated models for native tests, on the CPU and greedy.
final class Tiny {
  static final Path FOLDER = Path.of("target", "tiny-models");

  private Tiny() {}

  static LlamaLibrary library() {
    return LlamaLibrary.load(TestEnvironment.nativeFolder(), LogSink.NONE);
  }

  static Model dense() {
    return load(TinyModels.dense(FOLDER));
  }

  static Model load(Path file) {
    return Model.load(library(), file, onCpu(), ProgressListener.NONE);
  }

  static ModelParameters onCpu() {
    return new ModelParameters().devices(List.of());
  }

  static ContextParameters small() {
    return new ContextParameters()
        .nCtx(256)
        .nBatch(64)
        .nUbatch(64)
        .nSeqMax(4)
        .kvUnified(true)
        .nThreads(1)
        .nThreadsBatch(1);
  }

  /// Decodes tokens of a sequence from a position on, with output for the last.
  static int decode(Context context, Batch batch, int[] tokens, int position, int sequence) {
    batch.clear();
    int row = -1;
    for (int i = 0; i < tokens.length; i++) {
      row = batch.add(tokens[i], position + i, sequence, i == tokens.length - 1);
    }
    if (context.decode(batch) != DecodeResult.OK) {
      throw new AssertionError("the batch was not decoded");
    }
    return row;
  }

  /// Greedy continuation of a sequence from the last row on.
  static int[] continueGreedily(Context context, Batch batch, int row, int sequence, int count) {
    int[] tokens = new int[count];
    int last = row;
    for (int i = 0; i < count; i++) {
      tokens[i] = context.argmax(last);
      int position = context.memory().positionMax(sequence) + 1;
      last = decode(context, batch, new int[] {tokens[i]}, position, sequence);
    }
    return tokens;
  }
}
