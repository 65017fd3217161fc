package jan4j.model.jinja;

/// A piece of a template's source.
///
/// @param text the name, operator, or template text
/// @param value the value of a literal; else `text`
record Token(Kind kind, String text, Object value, int line) {
  enum Kind {
    DATA,
    VARIABLE_BEGIN,
    VARIABLE_END,
    BLOCK_BEGIN,
    BLOCK_END,
    NAME,
    STRING,
    NUMBER,
    OPERATOR,
    END
  }

  boolean isOperator(String symbol) {
    return kind == Kind.OPERATOR && text.equals(symbol);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  /// For messages.
  String describe() {
    return switch (kind) {
      case DATA -> "template text";
      case VARIABLE_BEGIN -> "begin of print statement";
      case VARIABLE_END -> "end of print statement";
      case BLOCK_BEGIN -> "begin of statement block";
      case BLOCK_END -> "end of statement block";
      case NAME, NUMBER, OPERATOR -> "'" + text + "'";
      case STRING -> "string";
      case END -> "end of template";
    };
  }
}
