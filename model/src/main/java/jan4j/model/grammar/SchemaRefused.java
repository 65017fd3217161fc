package jan4j.model.grammar;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;

/// A schema that cannot be enforced in whole: a 400 that names the keyword and its place.
public final class SchemaRefused extends JanException {
  private static final long serialVersionUID = 1;

  private final String keyword;
  private final String path;
  private final String reason;

  SchemaRefused(String keyword, String path, String reason) {
    super(
        ErrorCode.INVALID_REQUEST,
        "cannot enforce "
            + (keyword.isEmpty() ? "the schema" : "\"" + keyword + "\"")
            + " at "
            + (path.isEmpty() ? "the root" : path)
            + ": "
            + reason,
        "schema",
        null);
    this.keyword = keyword;
    this.path = path;
    this.reason = reason;
  }

  /// The keyword at fault; empty where it is the schema as a whole.
  public String keyword() {
    return keyword;
  }

  /// JSON pointer of the keyword in the schema; empty for the root.
  public String path() {
    return path;
  }

  /// Why, in a sentence without the place.
  public String reason() {
    return reason;
  }
}
