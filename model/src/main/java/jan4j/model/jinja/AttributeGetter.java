package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// jinja2's `make_attrgetter`: a dotted path of names and numbers.
record AttributeGetter(List<Object> path, @Nullable Object fallback, boolean ignoreCase) {
  static AttributeGetter of(@Nullable Object attribute, @Nullable Object fallback) {
    List<Object> path = new ArrayList<>();
    if (attribute instanceof Text t) {
      for (String part : t.value().split("\\.", -1)) {
        boolean number =
            !part.isEmpty()
                && part.length() < 10
                && part.chars().allMatch(c -> c >= '0' && c <= '9');
        path.add(number ? (Object) Long.valueOf(part) : Text.trusted(part));
      }
    } else if (attribute != null && !(attribute instanceof None)) {
      path.add(attribute);
    }
    return new AttributeGetter(path, fallback, false);
  }

  AttributeGetter ignoringCase(boolean wanted) {
    return new AttributeGetter(path, fallback, wanted);
  }

  Object get(State state, Object value) {
    Object at = value;
    for (Object part : path) {
      state.charge(1);
      at = Lookup.item(state, at, part);
      if (at instanceof Undefined && fallback != null) {
        at = fallback;
      }
    }
    if (ignoreCase && at instanceof Text t) {
      state.scan(t.length());
      return t.map(s -> s.toLowerCase(Locale.ROOT));
    }
    return at;
  }
}
