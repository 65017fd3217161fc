package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The arguments of a call as they are written.
final class ArgumentList {
  static final ArgumentList NONE = new ArgumentList(List.of(), Map.of(), null, null);

  private final List<Expression> positional;
  private final Map<String, Expression> named;
  private final @Nullable Expression star;
  private final @Nullable Expression doubleStar;

  ArgumentList(
      List<Expression> positional,
      Map<String, Expression> named,
      @Nullable Expression star,
      @Nullable Expression doubleStar) {
    this.positional = List.copyOf(positional);
    this.named = new LinkedHashMap<>(named);
    this.star = star;
    this.doubleStar = doubleStar;
  }

  int height() {
    int h = Math.max(Node.highest(positional), Node.highest(List.copyOf(named.values())));
    h = star == null ? h : Math.max(h, star.height());
    return doubleStar == null ? h : Math.max(h, doubleStar.height());
  }

  Arguments evaluate(State state, Scope scope) {
    if (this == NONE) {
      return Arguments.NONE;
    }
    state.charge(positional.size() + named.size());
    List<Object> values = new ArrayList<>(positional.size());
    for (int i = 0; i < positional.size(); i++) {
      values.add(positional.get(i).evaluate(state, scope));
    }
    if (star != null) {
      values.addAll(Iteration.list(state, star.evaluate(state, scope)));
    }
    if (named.isEmpty() && doubleStar == null) {
      return new Arguments(values, Map.of());
    }
    Map<String, Object> byName = new LinkedHashMap<>();
    named.forEach((name, e) -> byName.put(name, e.evaluate(state, scope)));
    if (doubleStar != null) {
      spread(state, doubleStar.evaluate(state, scope), byName);
    }
    return new Arguments(values, byName);
  }

  private static void spread(State state, Object value, Map<String, Object> byName) {
    if (!(value instanceof Dict d)) {
      throw TemplateException.typeError("argument after ** must be a mapping");
    }
    for (Dict.Entry e : d.entries()) {
      state.charge(1);
      if (!(e.key() instanceof Text name)) {
        throw TemplateException.typeError("keywords must be strings");
      }
      if (byName.put(name.value(), e.value()) != null) {
        throw TemplateException.typeError(
            "got multiple values for keyword argument '" + name.value() + "'");
      }
    }
  }
}
