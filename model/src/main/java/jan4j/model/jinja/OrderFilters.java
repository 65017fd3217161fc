package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Filters that sort, group, and choose by order.
final class OrderFilters {
  private record Keyed(Object key, Object value) {}

  private OrderFilters() {}

  static void addTo(Map<String, Filters.Filter> filters) {
    filters.put("sort", OrderFilters::sort);
    filters.put("dictsort", OrderFilters::dictSort);
    filters.put("unique", OrderFilters::unique);
    filters.put("min", (state, v, a) -> extreme(state, v, a, -1));
    filters.put("max", (state, v, a) -> extreme(state, v, a, 1));
    filters.put("groupby", OrderFilters::groupBy);
  }

  private static boolean isTrue(@Nullable Object value) {
    return value != null && Values.isTrue(value);
  }

  /// A stable sort; the comparisons are charged.
  private static List<Object> sorted(State state, List<Keyed> keyed, boolean reverse) {
    state.charge(keyed.size());
    Comparator<Keyed> order = (x, y) -> order(state, x.key, y.key);
    List<Keyed> copy = new ArrayList<>(keyed);
    try {
      copy.sort(reverse ? order.reversed() : order);
    } catch (IllegalArgumentException e) {
      throw TemplateException.typeError("the values have no consistent order");
    }
    List<Object> out = new ArrayList<>(copy.size());
    copy.forEach(k -> out.add(k.value));
    return out;
  }

  private static int order(State state, Object a, Object b) {
    int order = Values.compare(state, a, b, "<");
    return order == 2 ? 0 : order;
  }

  private static Object sort(State state, Object value, Arguments a) {
    @Nullable Object[] args = a.bind("sort", "reverse", "case_sensitive", "attribute");
    List<AttributeGetter> getters = new ArrayList<>();
    if (args[2] instanceof Text t) {
      for (String part : t.value().split(",", -1)) {
        getters.add(AttributeGetter.of(Text.trusted(part), null));
      }
    } else {
      getters.add(AttributeGetter.of(args[2], null));
    }
    List<Keyed> keyed = new ArrayList<>();
    for (Object e : Iteration.list(state, value)) {
      List<Object> keys = new ArrayList<>();
      for (AttributeGetter getter : getters) {
        keys.add(getter.ignoringCase(!isTrue(args[1])).get(state, e));
      }
      keyed.add(new Keyed(new PyList(keys), e));
    }
    return new PyList(sorted(state, keyed, isTrue(args[0])));
  }

  private static Object dictSort(State state, Object value, Arguments a) {
    @Nullable Object[] args = a.bind("dictsort", "case_sensitive", "by", "reverse");
    String by = args[1] == null ? "key" : Printer.str(state, args[1]).value();
    if (!by.equals("key") && !by.equals("value")) {
      throw TemplateException.argument("You can only sort by either \"key\" or \"value\"");
    }
    if (value instanceof Undefined u) {
      throw u.failure();
    }
    if (!(value instanceof Dict d)) {
      throw new TemplateException(
          "AttributeError", "'" + Values.typeName(value) + "' object has no attribute 'items'");
    }
    AttributeGetter getter = AttributeGetter.of(null, null).ignoringCase(!isTrue(args[0]));
    List<Keyed> keyed = new ArrayList<>();
    for (Dict.Entry e : d.entries()) {
      Object key = getter.get(state, by.equals("key") ? e.key() : e.value());
      keyed.add(new Keyed(key, Tuple.of(e.key(), e.value())));
    }
    return new PyList(sorted(state, keyed, isTrue(args[2])));
  }

  private static Object unique(State state, Object value, Arguments a) {
    @Nullable Object[] args = a.bind("unique", "case_sensitive", "attribute");
    AttributeGetter getter = AttributeGetter.of(args[1], null).ignoringCase(!isTrue(args[0]));
    Set<Object> seen = new HashSet<>();
    List<Object> out = new ArrayList<>();
    for (Object e : Iteration.list(state, value)) {
      if (seen.add(Dict.key(getter.get(state, e)))) {
        out.add(e);
      }
    }
    return new Generator(out.iterator());
  }

  private static Object extreme(State state, Object value, Arguments a, int sign) {
    @Nullable Object[] args = a.bind(sign < 0 ? "min" : "max", "case_sensitive", "attribute");
    AttributeGetter getter = AttributeGetter.of(args[1], null).ignoringCase(!isTrue(args[0]));
    Iterator<Object> it = Iteration.of(state, value);
    if (!it.hasNext()) {
      return Undefined.of("No aggregated item, sequence was empty.");
    }
    Object best = it.next();
    Object bestKey = getter.get(state, best);
    while (it.hasNext()) {
      Object next = it.next();
      Object key = getter.get(state, next);
      if (sign * order(state, key, bestKey) > 0) {
        best = next;
        bestKey = key;
      }
    }
    return best;
  }

  private static Object groupBy(State state, Object value, Arguments a) {
    @Nullable Object[] args = a.bind("groupby", "attribute", "default", "case_sensitive");
    AttributeGetter plain = AttributeGetter.of(args[0], args[1]);
    AttributeGetter getter = plain.ignoringCase(!isTrue(args[2]));
    List<Keyed> keyed = new ArrayList<>();
    for (Object e : Iteration.list(state, value)) {
      keyed.add(new Keyed(getter.get(state, e), e));
    }
    List<Object> groups = new ArrayList<>();
    List<Object> group = new ArrayList<>();
    Object groupKey = None.NONE;
    for (Object e : sorted(state, keyed, false)) {
      Object key = getter.get(state, e);
      if (!group.isEmpty() && !Values.isEqual(state, key, groupKey)) {
        groups.add(Tuple.group(plain.get(state, group.getFirst()), new PyList(group)));
        group = new ArrayList<>();
      }
      groupKey = key;
      group.add(e);
    }
    if (!group.isEmpty()) {
      groups.add(Tuple.group(plain.get(state, group.getFirst()), new PyList(group)));
    }
    return new PyList(groups);
  }
}
