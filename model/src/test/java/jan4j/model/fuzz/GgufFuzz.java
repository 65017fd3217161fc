package jan4j.model.fuzz;

import com.sun.management.ThreadMXBean;
import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.model.gguf.ByteRanges;
import jan4j.model.gguf.CacheEstimate;
import jan4j.model.gguf.Gguf;
import jan4j.model.gguf.WeightMix;
import java.lang.management.ManagementFactory;

/// Any bytes are a header or are refused by name, within 64 MiB.
public final class GgufFuzz {
  private static final long MAX_ALLOCATED = 64L << 20;

  private GgufFuzz() {}

  /// Called by Jazzer. A first reading that costs much is repeated: it may have loaded classes.
  public static void fuzzerTestOneInput(byte[] data) {
    if (cost(data) > MAX_ALLOCATED && cost(data) > MAX_ALLOCATED) {
      throw new IllegalStateException("more than " + MAX_ALLOCATED + " bytes were allocated");
    }
  }

  private static long cost(byte[] data) {
    long before = allocated();
    try {
      use(Gguf.read(ByteRanges.of("fuzz.gguf", data)));
    } catch (JanException e) {
      if (e.code() != ErrorCode.MODEL_FILE_INVALID) {
        throw new IllegalStateException("another code than that of a broken file", e);
      }
    }
    return allocated() - before;
  }

  private static void use(Gguf gguf) {
    gguf.bosToken();
    gguf.eosToken();
    gguf.chatTemplateNames();
    gguf.nTokens().ifPresent(n -> gguf.tokenText(n - 1));
    for (String key : gguf.keys()) {
      gguf.value(key);
      gguf.arrayLength(key);
      gguf.integers(key);
      gguf.strings(key);
      gguf.decimal(key);
    }
    WeightMix.of(gguf.tensors()).quantization(gguf);
    CacheEstimate cache = new CacheEstimate(gguf);
    cache.bytes(4096);
    if (cache.bytes(Long.MAX_VALUE).orElse(0) < 0) {
      throw new IllegalStateException("a cache of less than nothing");
    }
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
