package jan4j.model.jinja;

/// jinja2's default `Undefined`: prints as nothing, is false, has no elements, and fails on
/// everything else.
final class Undefined {
  private final String type;
  private final String message;

  /// What the message ends with, or the empty string.
  private final String quoted;

  private Undefined(String type, String message) {
    this(type, message, "");
  }

  /// The message is joined only when it is asked for, since most undefined values are only tested.
  private Undefined(String type, String message, String quoted) {
    this.type = type;
    this.message = message;
    this.quoted = quoted;
  }

  static Undefined ofName(String name) {
    return new Undefined("UndefinedError", "'" + name + "' is undefined");
  }

  static Undefined of(String message) {
    return new Undefined("UndefinedError", message);
  }

  static Undefined missing(Object owner, Object key) {
    if (owner instanceof Dict && key instanceof Text t && !t.isEmpty()) {
      return new Undefined("UndefinedError", "'dict object' has no attribute ", t.value());
    }
    String what = owner instanceof Undefined ? "None" : Values.typeName(owner) + " object";
    String shown = key instanceof Text t ? "attribute '" + t.value() + "'" : "element " + key;
    return new Undefined("UndefinedError", "'" + what + "' has no " + shown);
  }

  /// A name that the sandbox hides.
  static Undefined unsafe(Object owner, String name) {
    return new Undefined(
        "SecurityError",
        "access to attribute '" + name + "' of '" + Values.typeName(owner) + "' object is unsafe.");
  }

  TemplateException failure() {
    return new TemplateException(type, quoted.isEmpty() ? message : message + "'" + quoted + "'");
  }
}
