package jan4j.llama;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import jan4j.llama.LlamaException.Reason;
import jan4j.llama.raw.LlamaOutput;
import java.lang.foreign.MemorySegment;
import java.util.OptionalInt;

/// Reads what a batch left behind. Rows are positions in the batch; the caller has checked that
/// they have output, since asking for another logs an error.
final class Outputs {
  private Outputs() {}

  static void logits(MemorySegment context, int row, int nVocabulary, float[] destination) {
    if (destination.length < nVocabulary) {
      throw LlamaException.misuse(
          "%d logits do not fit in %d floats".formatted(nVocabulary, destination.length));
    }
    MemorySegment logits = floats(LlamaOutput.llama_get_logits_ith(context, row), nVocabulary);
    MemorySegment.copy(logits, JAVA_FLOAT, 0, destination, 0, nVocabulary);
  }

  static int argmax(MemorySegment context, int row, int nVocabulary) {
    MemorySegment logits = floats(LlamaOutput.llama_get_logits_ith(context, row), nVocabulary);
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

  static float[] embeddings(MemorySegment context, int row, int size) {
    return floats(LlamaOutput.llama_get_embeddings_ith(context, row), size).toArray(JAVA_FLOAT);
  }

  static float[] embeddingsOfSequence(MemorySegment context, int sequence, int size) {
    MemorySegment embedding = LlamaOutput.llama_get_embeddings_seq(context, sequence);
    return floats(embedding, size).toArray(JAVA_FLOAT);
  }

  static OptionalInt sampledToken(MemorySegment context, int row) {
    int token = LlamaOutput.llama_get_sampled_token_ith(context, row);
    return token < 0 ? OptionalInt.empty() : OptionalInt.of(token);
  }

  @SuppressWarnings("restricted") // the library says only where the numbers begin
  private static MemorySegment floats(MemorySegment address, int count) {
    if (address.address() == 0) {
      throw new LlamaException(
          Reason.DECODE,
          "the last batch left no such output: ask for embeddings only of a context made with"
              + " embeddings, and for those of a sequence only with pooling");
    }
    return address.reinterpret(4L * count);
  }
}
