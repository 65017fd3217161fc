package jan4j.llama;

import java.lang.foreign.MemorySegment;

/// Placeholder.
public final class SamplerChain {
  private final MemorySegment handle = MemorySegment.NULL;

  MemorySegment handle() {
    return handle;
  }
}
