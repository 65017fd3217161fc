package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// Python's `iter()` and `list()`.
final class Iteration {
  private Iteration() {}

  static boolean isIterable(Object value) {
    return value instanceof Text
        || value instanceof Sequence
        || value instanceof Dict
        || value instanceof DictView
        || value instanceof Generator
        || value instanceof Undefined
        || value instanceof LoopContext;
  }

  /// The elements; each step is charged.
  ///
  /// @throws TemplateException TypeError where Python cannot iterate
  static Iterator<Object> of(State state, Object value) {
    return switch (value) {
      case Sequence s -> charged(state, elements(s));
      case Dict d -> charged(state, d.keys());
      case DictView v -> {
        state.charge(v.dict().size());
        yield v.elements().iterator();
      }
      case Generator g -> charged(state, g.elements());
      case Text t -> charged(state, characters(t));
      case Undefined _ -> Collections.emptyIterator();
      case LoopContext l -> charged(state, l.rest());
      default ->
          throw TemplateException.typeError(
              "'" + Values.typeName(value) + "' object is not iterable");
    };
  }

  static List<Object> list(State state, Object value) {
    List<Object> out = new ArrayList<>();
    Iterator<Object> it = of(state, value);
    while (it.hasNext()) {
      out.add(it.next());
    }
    return out;
  }

  private static Iterator<Object> charged(State state, Iterator<Object> it) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return it.hasNext();
      }

      @Override
      public Object next() {
        state.charge(1);
        return it.next();
      }
    };
  }

  static Iterator<Object> elements(Sequence s) {
    return new Iterator<>() {
      private int at;

      @Override
      public boolean hasNext() {
        return at < s.size();
      }

      @Override
      public Object next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return s.get(at++);
      }
    };
  }

  private static Iterator<Object> characters(Text text) {
    return new Iterator<>() {
      private int at;

      @Override
      public boolean hasNext() {
        return at < text.length();
      }

      @Override
      public Object next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int end = text.value().offsetByCodePoints(at, 1);
        Text c = text.substring(at, end).asMarkup(false);
        at = end;
        return c;
      }
    };
  }
}
