package jan4j.llama;

/// The tokens of fill-in-the-middle prompts, each -1 if the model has none.
///
/// @param prefix before the text that precedes the gap
/// @param suffix before the text that follows it
/// @param middle before the text to generate
/// @param padding fills up
/// @param repository before the name of a repository
/// @param separator between files
public record FillInTheMiddle(
    int prefix, int suffix, int middle, int padding, int repository, int separator) {}
