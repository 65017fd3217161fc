package jan4j.model.jinja;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Methods of Python's `str`, each keeping taint.
final class StringMethods {
  /// One method.
  @FunctionalInterface
  interface Method {
    Object call(State state, Text self, Arguments arguments);
  }

  private static final Map<String, Method> METHODS = new HashMap<>();

  /// Exists in Python, but not here: calling it says so.
  private static final Set<String> UNSUPPORTED = Set.of("encode");

  /// The methods that take keyword arguments.
  private static final Set<String> WITH_KEYWORDS =
      Set.of("split", "rsplit", "splitlines", "expandtabs", "format");

  static {
    StringCase.addTo(METHODS);
    StringTests.addTo(METHODS);
    StringSplit.addTo(METHODS);
    StringSearch.addTo(METHODS);
    StringPad.addTo(METHODS);
  }

  private StringMethods() {}

  static @Nullable Builtin bind(Text self, String name) {
    Method method = METHODS.get(name);
    if (method != null) {
      return new Builtin(
          name,
          (state, a) -> {
            if (!a.named().isEmpty() && !WITH_KEYWORDS.contains(name)) {
              throw TemplateException.typeError("str." + name + "() takes no keyword arguments");
            }
            return method.call(state, self, a);
          });
    }
    if (!UNSUPPORTED.contains(name)) {
      return null;
    }
    return new Builtin(
        name,
        (_, _) -> {
          throw TemplateException.typeError("str." + name + " is not supported in templates");
        });
  }

  static Text text(@Nullable Object value, String what) {
    if (value instanceof Text t) {
      return t;
    }
    if (value instanceof Undefined u) {
      throw TemplateException.typeError(what + " must be str, not Undefined" + hint(u));
    }
    throw TemplateException.typeError(
        what + " must be str, not " + (value == null ? "missing" : Values.typeName(value)));
  }

  private static String hint(Undefined u) {
    return " (" + u.failure().getMessage() + ")";
  }

  static boolean isMissing(@Nullable Object value) {
    return value == null || value instanceof None;
  }
}
