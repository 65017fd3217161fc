package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Filters on any value and on collections.
final class SequenceFilters {
  private SequenceFilters() {}

  static void addTo(Map<String, Filters.Filter> filters) {
    filters.put("default", SequenceFilters::orDefault);
    filters.put("d", SequenceFilters::orDefault);
    filters.put("length", Filters.plain("length", (state, v) -> length(state, v)));
    filters.put("count", Filters.plain("count", (state, v) -> length(state, v)));
    filters.put("list", Filters.plain("list", (state, v) -> new PyList(Iteration.list(state, v))));
    filters.put("items", Filters.plain("items", SequenceFilters::items));
    filters.put("first", Filters.plain("first", (state, v) -> first(state, v)));
    filters.put("last", Filters.plain("last", (state, v) -> last(state, v)));
    filters.put("reverse", Filters.plain("reverse", SequenceFilters::reverse));
    filters.put("attr", SequenceFilters::attr);
    filters.put("batch", SequenceFilters::batch);
    filters.put("slice", SequenceFilters::slice);
    filters.put("sum", SequenceFilters::sum);
  }

  private static Object orDefault(State state, Object value, Arguments a) {
    @Nullable Object[] args = a.bind("default", "default_value", "boolean");
    boolean falsyToo = args[1] != null && Values.isTrue(args[1]);
    if (value instanceof Undefined || (falsyToo && !Values.isTrue(value))) {
      return args[0] == null ? Text.EMPTY : args[0];
    }
    return value;
  }

  private static Object length(State state, Object value) {
    OptionalInt n = Values.size(state, value);
    if (n.isEmpty()) {
      throw TemplateException.typeError(
          "object of type '" + Values.typeName(value) + "' has no len()");
    }
    return (long) n.getAsInt();
  }

  private static Object items(State state, Object value) {
    if (value instanceof Undefined) {
      return new Generator(Collections.emptyIterator());
    }
    if (!(value instanceof Dict d)) {
      return new Generator(new NotMapping());
    }
    return new Generator(new DictView(d, DictView.Kind.ITEMS).elements().iterator());
  }

  private static Object first(State state, Object value) {
    Iterator<Object> it = Iteration.of(state, value);
    return it.hasNext() ? it.next() : Undefined.of("No first item, sequence was empty.");
  }

  private static Object last(State state, Object value) {
    if (value instanceof Undefined) {
      return Undefined.of("No last item, sequence was empty.");
    }
    List<Object> all = reversible(state, value);
    return all.isEmpty() ? Undefined.of("No last item, sequence was empty.") : all.getLast();
  }

  private static List<Object> reversible(State state, Object value) {
    if (value instanceof Generator) {
      throw TemplateException.typeError("'generator' object is not reversible");
    }
    return Iteration.list(state, value);
  }

  private static Object reverse(State state, Object value) {
    if (!Iteration.isIterable(value)) {
      throw TemplateException.argument("argument must be iterable");
    }
    List<Object> all = Iteration.list(state, value);
    if (value instanceof Text t) {
      TextBuilder out = new TextBuilder(state);
      all.reversed().forEach(c -> out.append((Text) c));
      return out.build().asMarkup(t.isMarkup());
    }
    return value instanceof Generator
        ? new PyList(new ArrayList<>(all.reversed()))
        : new Generator(all.reversed().iterator());
  }

  private static Object attr(State state, Object value, Arguments a) {
    Text name = StringMethods.text(a.bind("attr", "name")[0], "attribute name");
    if (value instanceof Dict d) {
      Object method = ContainerMethods.ofDict(d, name.value());
      return method == null ? Undefined.missing(value, name) : method;
    }
    return Lookup.attribute(state, value, name);
  }

  private static Object batch(State state, Object value, Arguments a) {
    @Nullable Object[] args = a.bind("batch", "linecount", "fill_with");
    long size = Numbers.index(args[0] == null ? None.NONE : args[0], "linecount");
    List<Object> out = new ArrayList<>();
    List<Object> row = new ArrayList<>();
    for (Object e : Iteration.list(state, value)) {
      if (row.size() == size) {
        out.add(new PyList(row));
        row = new ArrayList<>();
      }
      row.add(e);
    }
    if (!row.isEmpty()) {
      if (!StringMethods.isMissing(args[1]) && args[1] != null) {
        state.charge(Math.max(0, size - row.size()));
        while (row.size() < size) {
          row.add(args[1]);
        }
      }
      out.add(new PyList(row));
    }
    return new Generator(out.iterator());
  }

  private static Object slice(State state, Object value, Arguments a) {
    @Nullable Object[] args = a.bind("slice", "slices", "fill_with");
    long slices = Numbers.index(args[0] == null ? None.NONE : args[0], "slices");
    if (slices == 0) {
      throw new TemplateException("ZeroDivisionError", "integer division or modulo by zero");
    }
    List<Object> all = Iteration.list(state, value);
    List<Object> out = new ArrayList<>();
    int at = 0;
    for (long i = 0; i < slices; i++) {
      state.charge(1);
      boolean extra = i < all.size() % slices;
      int end = (int) (at + all.size() / slices + (extra ? 1 : 0));
      List<Object> part = new ArrayList<>(all.subList(at, end));
      if (!extra && !StringMethods.isMissing(args[1]) && args[1] != null) {
        part.add(args[1]);
      }
      out.add(new PyList(part));
      at = end;
    }
    return new Generator(out.iterator());
  }

  private static Object sum(State state, Object value, Arguments a) {
    @Nullable Object[] args = a.bind("sum", "attribute", "start");
    Object total = args[1] == null ? 0L : args[1];
    AttributeGetter getter = AttributeGetter.of(args[0], null);
    if (total instanceof Text) {
      throw TemplateException.typeError("sum() can't sum strings [use ''.join(seq) instead]");
    }
    for (Object e : Iteration.list(state, value)) {
      total = Operators.add(state, total, getter.get(state, e));
    }
    return total;
  }

  /// What `items` of something else than a mapping fails with, once it is read.
  private static final class NotMapping implements Iterator<Object> {
    @Override
    public boolean hasNext() {
      throw TemplateException.typeError("Can only get item pairs from a mapping.");
    }

    @Override
    public Object next() {
      throw TemplateException.typeError("Can only get item pairs from a mapping.");
    }
  }
}
