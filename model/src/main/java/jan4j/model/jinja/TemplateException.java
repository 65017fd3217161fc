package jan4j.model.jinja;

import org.jspecify.annotations.Nullable;

/// A template that cannot be compiled, refuses its input, fails, or does too much. The type has
/// jinja2's or Python's name for it (`TemplateSyntaxError`, `TemplateError` for `raise_exception`,
/// `UndefinedError`, `TypeError` ...), or `LimitError` for a bound of this interpreter.
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// The type of every bound.
  public static final String LIMIT = "LimitError";

  private final String type;
  private final int line;

  TemplateException(String type, String message) {
    this(type, message, 0, null);
  }

  private TemplateException(String type, String message, int line, @Nullable Throwable cause) {
    super(message, cause, false, false);
    this.type = type;
    this.line = line;
  }

  static TemplateException typeError(String message) {
    return new TemplateException("TypeError", message);
  }

  static TemplateException valueError(String message) {
    return new TemplateException("ValueError", message);
  }

  static TemplateException runtime(String message) {
    return new TemplateException("TemplateRuntimeError", message);
  }

  static TemplateException argument(String message) {
    return new TemplateException("FilterArgumentError", message);
  }

  static TemplateException syntax(String message, int line) {
    return new TemplateException("TemplateSyntaxError", message, line, null);
  }

  static TemplateException unknown(String message, int line) {
    return new TemplateException("TemplateAssertionError", message, line, null);
  }

  static TemplateException limit(String message) {
    return new TemplateException(LIMIT, message);
  }

  /// The same, with a line if it had none.
  TemplateException at(int where) {
    return line > 0 ? this : new TemplateException(type, getMessage(), where, this);
  }

  /// What failed, in jinja2's or Python's words.
  public String type() {
    return type;
  }

  /// The line in the template, from 1; 0 where unknown.
  public int line() {
    return line;
  }

  /// The message without type and line.
  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
