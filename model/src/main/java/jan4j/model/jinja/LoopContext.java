package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The `loop` variable. Looks ahead only when a template asks for it, since elements may be
/// computed lazily.
final class LoopContext implements Callable {
  /// Runs the loop's body over other values.
  @FunctionalInterface
  interface Recursion {
    Text run(Object values, int depth0);
  }

  private final State state;
  private final Object iterable;
  private final int depth0;
  private final Recursion recursion;
  private Iterator<Object> elements;
  private int index0 = -1;
  private @Nullable Object before;
  private @Nullable Object current;
  private @Nullable Object after;
  private @Nullable Object lastChanged;
  private int length = -1;

  LoopContext(
      State state, Iterator<Object> elements, Object iterable, int depth0, Recursion recursion) {
    this.state = state;
    this.elements = elements;
    this.iterable = iterable;
    this.depth0 = depth0;
    this.recursion = recursion;
  }

  boolean advance() {
    if (after == null && !elements.hasNext()) {
      return false;
    }
    before = current;
    current = after != null ? after : elements.next();
    after = null;
    index0++;
    return true;
  }

  Object current() {
    return current == null ? None.NONE : current;
  }

  Iterator<Object> rest() {
    return elements;
  }

  int length() {
    if (length < 0) {
      OptionalInt known = Values.size(state, iterable);
      length = known.isPresent() && !(iterable instanceof None) ? known.getAsInt() : countRest();
    }
    return length;
  }

  private int countRest() {
    List<Object> rest = new ArrayList<>();
    while (elements.hasNext()) {
      rest.add(elements.next());
    }
    elements = rest.iterator();
    return rest.size() + index0 + 1 + (after == null ? 0 : 1);
  }

  private boolean isLast() {
    if (after == null && elements.hasNext()) {
      after = elements.next();
    }
    return after == null;
  }

  @Nullable Object attribute(String name) {
    return switch (name) {
      case "index" -> index0 + 1L;
      case "index0" -> (long) index0;
      case "first" -> index0 == 0;
      case "last" -> isLast();
      case "length" -> (long) length();
      case "revindex" -> (long) length() - index0;
      case "revindex0" -> (long) length() - index0 - 1;
      case "depth" -> depth0 + 1L;
      case "depth0" -> (long) depth0;
      case "previtem" ->
          index0 == 0 || before == null ? Undefined.of("there is no previous item") : before;
      case "nextitem" -> isLast() || after == null ? Undefined.of("there is no next item") : after;
      case "cycle" -> new Builtin(name, (_, a) -> cycle(a));
      case "changed" -> new Builtin(name, (_, a) -> changed(a));
      default -> null;
    };
  }

  private Object cycle(Arguments a) {
    if (a.positional().isEmpty()) {
      throw TemplateException.typeError("no items for cycling given");
    }
    return a.positional().get(index0 % a.positional().size());
  }

  private Object changed(Arguments a) {
    Tuple values = new Tuple(List.copyOf(a.positional()));
    boolean same = lastChanged != null && Values.isEqual(state, lastChanged, values);
    lastChanged = values;
    return !same;
  }

  @Override
  public Object call(State caller, Arguments arguments) {
    Object values = arguments.bind("loop", "iterable")[0];
    return recursion.run(values == null ? None.NONE : values, depth0 + 1);
  }

  @Override
  public String name() {
    return "loop";
  }
}
