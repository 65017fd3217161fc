package jan4j.llama;

/// Times that a sampler chain measured, if it was told to; else zeros.
///
/// @param sampleMillis spent in sampling
/// @param nSample tokens that were sampled
public record SamplerPerformance(double sampleMillis, int nSample) {}
