package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The functions that every template has: jinja2's, and those that transformers adds.
final class Globals {
  private static final Map<String, Builtin> FUNCTIONS =
      Map.of(
          "range", new Builtin("range", Globals::range),
          "dict", new Builtin("dict", Globals::dict),
          "namespace", new Builtin("namespace", (s, a) -> new Namespace(dict(s, a))),
          "cycler", new Builtin("cycler", (s, a) -> new Cycler(a.positional())),
          "joiner", new Builtin("joiner", Globals::joiner),
          "raise_exception", new Builtin("raise_exception", Globals::raise),
          "strftime_now", new Builtin("strftime_now", Globals::now));

  private Globals() {}

  static @Nullable Builtin find(String name) {
    return FUNCTIONS.get(name);
  }

  private static Object range(State state, Arguments a) {
    List<Object> args = a.positional();
    if (args.isEmpty() || args.size() > 3 || !a.named().isEmpty()) {
      throw TemplateException.typeError("range expected 1 to 3 arguments, got " + args.size());
    }
    List<Long> n = new ArrayList<>();
    for (Object arg : args) {
      n.add(Numbers.index(arg, "range argument"));
    }
    return switch (n.size()) {
      case 1 -> new Range(0, n.get(0), 1);
      case 2 -> new Range(n.get(0), n.get(1), 1);
      default -> new Range(n.get(0), n.get(1), n.get(2));
    };
  }

  private static Dict dict(State state, Arguments a) {
    Dict out = new Dict();
    if (a.positional().size() > 1) {
      throw TemplateException.typeError(
          "dict expected at most 1 argument, got " + a.positional().size());
    }
    if (!a.positional().isEmpty()) {
      Object from = a.positional().getFirst();
      if (from instanceof Dict d) {
        out = ContainerMethods.copy(state, d);
      } else {
        for (Object pair : Iteration.list(state, from)) {
          addPair(state, out, pair);
        }
      }
    }
    for (Map.Entry<String, Object> e : a.named().entrySet()) {
      out.put(Text.trusted(e.getKey()), e.getValue());
    }
    return out;
  }

  private static void addPair(State state, Dict out, Object pair) {
    List<Object> parts = Iteration.list(state, pair);
    if (parts.size() != 2) {
      throw TemplateException.valueError(
          "dictionary update sequence element has length " + parts.size() + "; 2 is required");
    }
    out.put(parts.get(0), parts.get(1));
  }

  private static Object joiner(State state, Arguments a) {
    Object given = a.bind("joiner", "sep")[0];
    Object separator = given == null ? Text.trusted(", ") : given;
    boolean[] used = {false};
    return new Builtin(
        "joiner",
        (s, _) -> {
          boolean first = !used[0];
          used[0] = true;
          return first ? Text.EMPTY : separator;
        });
  }

  private static Object raise(State state, Arguments a) {
    Object message = a.bind("raise_exception", "message")[0];
    throw new TemplateException(
        "TemplateError", message == null ? "" : Printer.str(state, message).value());
  }

  private static Object now(State state, Arguments a) {
    Text form = StringMethods.text(a.bind("strftime_now", "format")[0], "format");
    state.scan(form.length());
    return Text.of(Strftime.format(form.value(), state.clock()), form.isTainted());
  }
}
