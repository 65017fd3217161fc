package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Methods of dicts, lists and tuples. Those that would change their object are hidden by the
/// sandbox.
final class ContainerMethods {
  private static final Set<String> DICT_CHANGES =
      Set.of("clear", "pop", "popitem", "setdefault", "update");
  private static final Set<String> LIST_CHANGES =
      Set.of("append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort");

  private ContainerMethods() {}

  static @Nullable Object ofDict(Dict d, String name) {
    return switch (name) {
      case "get" -> new Builtin(name, (state, a) -> get(d, a));
      case "items" -> view(d, name, DictView.Kind.ITEMS);
      case "keys" -> view(d, name, DictView.Kind.KEYS);
      case "values" -> view(d, name, DictView.Kind.VALUES);
      case "copy" -> new Builtin(name, (state, a) -> copy(state, d));
      case "fromkeys" -> new Builtin(name, ContainerMethods::fromKeys);
      default -> DICT_CHANGES.contains(name) || isDunder(name) ? Undefined.unsafe(d, name) : null;
    };
  }

  private static boolean isDunder(String name) {
    return name.length() > 4 && name.startsWith("__") && name.endsWith("__");
  }

  private static Builtin view(Dict d, String name, DictView.Kind kind) {
    return new Builtin(
        name,
        (state, a) -> {
          a.bind(name);
          return new DictView(d, kind);
        });
  }

  private static Object get(Dict d, Arguments a) {
    @Nullable Object[] args = a.bind("get", "key", "default");
    if (args[0] == null || !a.named().isEmpty()) {
      throw TemplateException.typeError("get expected 1 or 2 positional arguments");
    }
    Object value = d.get(args[0]);
    if (value != null) {
      return value;
    }
    return args[1] == null ? None.NONE : args[1];
  }

  static Dict copy(State state, Dict d) {
    Dict out = new Dict();
    for (Dict.Entry e : d.entries()) {
      state.charge(1);
      out.put(e.key(), e.value());
    }
    return out;
  }

  static Object fromKeys(State state, Arguments a) {
    @Nullable Object[] args = a.bind("fromkeys", "iterable", "value");
    Dict out = new Dict();
    for (Object key : Iteration.list(state, args[0] == null ? None.NONE : args[0])) {
      out.put(key, args[1] == null ? None.NONE : args[1]);
    }
    return out;
  }

  static @Nullable Object ofSequence(Sequence s, String name) {
    if (s instanceof PyList && LIST_CHANGES.contains(name)) {
      return Undefined.unsafe(s, name);
    }
    return switch (name) {
      case "count" -> new Builtin(name, (state, a) -> count(state, s, one(a, name)));
      case "index" -> new Builtin(name, (state, a) -> index(state, s, a));
      case "copy" -> s instanceof PyList ? new Builtin(name, (state, a) -> copy(state, s)) : null;
      default -> null;
    };
  }

  private static int bound(@Nullable Object value, int size, int absent) {
    if (value == null) {
      return absent;
    }
    long i = Numbers.index(value, "slice index");
    return (int) Math.clamp(i < 0 ? i + size : i, 0L, size);
  }

  private static Object one(Arguments a, String name) {
    Object value = a.bind(name, "value")[0];
    if (value == null) {
      throw TemplateException.typeError(name + "() takes exactly one argument (0 given)");
    }
    return value;
  }

  private static Object copy(State state, Sequence s) {
    List<Object> out = new ArrayList<>(Iteration.list(state, s));
    return new PyList(out);
  }

  private static Object count(State state, Sequence s, Object value) {
    long n = 0;
    for (int i = 0; i < s.size(); i++) {
      n += Values.isEqual(state, s.get(i), value) ? 1 : 0;
    }
    return n;
  }

  private static Object index(State state, Sequence s, Arguments a) {
    @Nullable Object[] args = a.bind("index", "value", "start", "stop");
    Object value = args[0] == null ? None.NONE : args[0];
    int from = bound(args[1], s.size(), 0);
    for (int i = from; i < bound(args[2], s.size(), s.size()); i++) {
      if (Values.isEqual(state, s.get(i), value)) {
        return (long) i;
      }
    }
    throw TemplateException.valueError(Printer.repr(state, value) + " is not in list");
  }
}
