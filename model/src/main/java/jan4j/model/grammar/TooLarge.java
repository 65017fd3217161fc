package jan4j.model.grammar;

/// A limit of this package was met while working something out; becomes a [SchemaRefused] where the
/// keyword is known.
final class TooLarge extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooLarge(String message) {
    super(message, null, false, false);
  }

  String reason() {
    String message = getMessage();
    return message == null ? "too large" : message;
  }
}
