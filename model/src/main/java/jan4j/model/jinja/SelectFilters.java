package jan4j.model.jinja;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// `map`, `select` and their kin: lazy, and empty for every value that is false.
final class SelectFilters {
  /// Whether an element stays.
  private interface Condition {
    boolean holds(Object element);
  }

  private SelectFilters() {}

  static void addTo(Map<String, Filters.Filter> filters) {
    filters.put("map", SelectFilters::map);
    filters.put("select", (state, v, a) -> select(state, v, a, true, false));
    filters.put("reject", (state, v, a) -> select(state, v, a, false, false));
    filters.put("selectattr", (state, v, a) -> select(state, v, a, true, true));
    filters.put("rejectattr", (state, v, a) -> select(state, v, a, false, true));
  }

  private static Object map(State state, Object value, Arguments a) {
    if (!Values.isTrue(value)) {
      return new Generator(Collections.emptyIterator());
    }
    Object attribute = a.named().get("attribute");
    if (a.positional().isEmpty() && attribute != null) {
      Arguments rest = a.without("attribute", "default");
      if (!rest.named().isEmpty()) {
        throw TemplateException.argument(
            "Unexpected keyword argument '" + rest.named().keySet().iterator().next() + "'");
      }
      Object fallback = a.named().get("default");
      AttributeGetter getter =
          AttributeGetter.of(attribute, fallback instanceof None ? null : fallback);
      return mapped(lazily(state, value), e -> getter.get(state, e));
    }
    if (a.positional().isEmpty()) {
      throw TemplateException.argument("map requires a filter argument");
    }
    Filters.Filter filter =
        Filters.findOrFailing(Printer.str(state, a.positional().getFirst()).value());
    Arguments rest = a.drop(1);
    return mapped(lazily(state, value), e -> filter.apply(state, e, rest));
  }

  /// The elements, asked for only when the first is wanted.
  private static Iterator<Object> lazily(State state, Object value) {
    return new Iterator<>() {
      private @Nullable Iterator<Object> elements;

      private Iterator<Object> elements() {
        Iterator<Object> known = elements;
        if (known == null) {
          known = Iteration.of(state, value);
          elements = known;
        }
        return known;
      }

      @Override
      public boolean hasNext() {
        return elements().hasNext();
      }

      @Override
      public Object next() {
        return elements().next();
      }
    };
  }

  private static Generator mapped(
      Iterator<Object> elements, java.util.function.UnaryOperator<Object> mapping) {
    return new Generator(
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return elements.hasNext();
          }

          @Override
          public Object next() {
            return mapping.apply(elements.next());
          }
        });
  }

  private static Object select(
      State state, Object value, Arguments a, boolean wanted, boolean byAttribute) {
    if (!Values.isTrue(value)) {
      return new Generator(Collections.emptyIterator());
    }
    List<Object> given = a.positional();
    if (byAttribute && given.isEmpty()) {
      throw TemplateException.argument("Missing parameter for attribute name");
    }
    AttributeGetter getter = AttributeGetter.of(byAttribute ? given.getFirst() : null, null);
    int at = byAttribute ? 1 : 0;
    if (given.size() <= at) {
      return selected(lazily(state, value), e -> Values.isTrue(getter.get(state, e)) == wanted);
    }
    Tests.Test test = Tests.findOrFailing(Printer.str(state, given.get(at)).value());
    Arguments rest = a.drop(at + 1);
    return selected(
        lazily(state, value), e -> test.holds(state, getter.get(state, e), rest) == wanted);
  }

  private static Generator selected(Iterator<Object> elements, Condition condition) {
    return new Generator(
        new Iterator<>() {
          private @Nullable Object next;

          @Override
          public boolean hasNext() {
            while (next == null && elements.hasNext()) {
              Object e = elements.next();
              next = condition.holds(e) ? e : null;
            }
            return next != null;
          }

          @Override
          public Object next() {
            if (!hasNext() || next == null) {
              throw new NoSuchElementException();
            }
            Object e = next;
            next = null;
            return e;
          }
        });
  }
}
