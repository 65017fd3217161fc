package jan4j.llama;

/// Times that a context measured, if it was made with `noPerf(false)`; else zeros.
///
/// @param startMillis absolute start
/// @param loadMillis loading of the model
/// @param promptMillis evaluation of batches
/// @param decodeMillis evaluation of single tokens
/// @param nPrompt tokens in batches
/// @param nDecode single tokens
/// @param nReused graphs that were used again
public record Performance(
    double startMillis,
    double loadMillis,
    double promptMillis,
    double decodeMillis,
    int nPrompt,
    int nDecode,
    int nReused) {}
