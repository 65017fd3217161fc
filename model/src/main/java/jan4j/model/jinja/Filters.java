package jan4j.model.jinja;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The table of filters.
final class Filters {
  /// A filter.
  @FunctionalInterface
  interface Filter {
    Object apply(State state, Object value, Arguments arguments);
  }

  private static final Map<String, Filter> FILTERS = new HashMap<>();

  static {
    TextFilters.addTo(FILTERS);
    MoreTextFilters.addTo(FILTERS);
    NumberFilters.addTo(FILTERS);
    SequenceFilters.addTo(FILTERS);
    OrderFilters.addTo(FILTERS);
    SelectFilters.addTo(FILTERS);
  }

  private Filters() {}

  /// A filter that takes no arguments.
  static Filter plain(String name, java.util.function.BiFunction<State, Object, Object> filter) {
    return (state, value, a) -> {
      a.bind("do_" + name);
      return filter.apply(state, value);
    };
  }

  static @Nullable Filter find(String name) {
    return FILTERS.get(name);
  }

  /// The filter, or one that fails: an unknown name in a branch that is never taken is no error.
  static Filter findOrFailing(String name) {
    Filter filter = FILTERS.get(name);
    if (filter != null) {
      return filter;
    }
    return (_, _, _) -> {
      throw TemplateException.runtime("No filter named '" + name + "'.");
    };
  }
}
