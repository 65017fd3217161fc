package jan4j.model.jinja;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The evaluated arguments of a call. Do not keep or change.
record Arguments(List<Object> positional, Map<String, Object> named) {
  static final Arguments NONE = new Arguments(List.of(), Map.of());

  static Arguments of(Object one) {
    return new Arguments(List.of(one), Map.of());
  }

  /// The arguments in the order of a built-in's parameters; null where not given.
  @Nullable Object[] bind(String function, String... parameters) {
    if (positional.size() > parameters.length) {
      throw TemplateException.typeError(
          function
              + "() takes at most "
              + parameters.length
              + " arguments ("
              + positional.size()
              + " given)");
    }
    @Nullable Object[] out = new @Nullable Object[parameters.length];
    for (int i = 0; i < positional.size(); i++) {
      out[i] = positional.get(i);
    }
    for (Map.Entry<String, Object> e : named.entrySet()) {
      int at = List.of(parameters).indexOf(e.getKey());
      if (at < 0) {
        throw TemplateException.typeError(
            function + "() got an unexpected keyword argument '" + e.getKey() + "'");
      }
      if (out[at] != null) {
        throw TemplateException.typeError(
            function + "() got multiple values for argument '" + e.getKey() + "'");
      }
      out[at] = e.getValue();
    }
    return out;
  }

  /// These arguments without the first `n` positional ones.
  Arguments drop(int n) {
    return new Arguments(positional.subList(n, positional.size()), named);
  }

  Arguments without(String... names) {
    Map<String, Object> rest = new LinkedHashMap<>(named);
    for (String name : names) {
      rest.remove(name);
    }
    return new Arguments(positional, rest);
  }
}
