package jan4j.model.grammar;

/// Where a constraint stands in the schema, for a refusal after it was merged with others.
///
/// @param path JSON pointer of the keyword
record Place(String keyword, String path) {}
