package jan4j.worker;

/// The calls on a context's memory that the scheduler makes: [jan4j.llama.Memory], or a fake.
interface SequenceMemory {
  boolean remove(int sequence, int from, int to);

  int positionMin(int sequence);
}
