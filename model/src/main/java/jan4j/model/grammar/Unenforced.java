package jan4j.model.grammar;

/// A keyword that a grammar does not hold.
///
/// @param keyword its name
/// @param path JSON pointer of the keyword in the schema
/// @param reason why, in a sentence
public record Unenforced(String keyword, String path, String reason) {}
