package jan4j.wire.openai;

/// What every chunk of an answer repeats.
///
/// @param created seconds since the epoch
/// @param fingerprint names the engine; begins with `b`, as llama-server's does
public record AnswerHead(String id, long created, String model, String fingerprint) {}
