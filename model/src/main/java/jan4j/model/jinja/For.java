package jan4j.model.jinja;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// `{% for %}` with its filter, `else`, `recursive`, and the `loop` variable.
final class For extends Statement {
  /// The parts of a loop; `loopSlot` is where the body finds `loop`.
  record Parts(
      Target target,
      Expression iterable,
      @Nullable Expression filter,
      boolean recursive,
      List<Statement> body,
      ScopeLayout bodyLayout,
      int loopSlot,
      Scoped otherwise) {
    int height() {
      int h = Math.max(iterable.height(), highest(body));
      h = filter == null ? h : Math.max(h, filter.height());
      return Math.max(h, otherwise.height());
    }
  }

  private final Parts parts;

  For(int line, Parts parts) {
    super(line, parts.height());
    this.parts = parts;
  }

  @Override
  Flow execute(State state, Scope scope) {
    loop(state, scope, parts.iterable.evaluate(state, scope), 0);
    return Flow.NEXT;
  }

  /// Runs the body once more inside itself, for `loop(...)`.
  Text recurse(State state, Scope outer, Object iterable, int depth0) {
    if (!parts.recursive) {
      throw TemplateException.typeError(
          "The loop must have the 'recursive' marker to be called recursively.");
    }
    state.enter(height() + 3);
    TextBuilder out = state.startCapture();
    loop(state, outer, iterable, depth0);
    state.leave(height() + 3);
    return state.endCapture(out);
  }

  private void loop(State state, Scope outer, Object iterable, int depth0) {
    Iterator<Object> elements = Iteration.of(state, iterable);
    if (parts.filter != null) {
      elements = filtered(state, outer, elements, parts.filter);
    }
    LoopContext loop =
        new LoopContext(
            state,
            elements,
            parts.filter == null ? iterable : None.NONE,
            depth0,
            (values, depth) -> recurse(state, outer, values, depth));
    if (!loop.advance()) {
      parts.otherwise.execute(state, outer);
      return;
    }
    boolean completed = false;
    do {
      Scope scope = new Scope(outer, parts.bodyLayout.size());
      scope.slots[parts.loopSlot] = loop;
      parts.target.assign(state, scope, loop.current());
      Flow flow = run(parts.body, state, scope);
      completed |= flow == Flow.NEXT;
      if (flow == Flow.BREAK) {
        break;
      }
    } while (loop.advance());
    if (!completed) {
      // jinja2 runs the else branch, too, where each round was left by break or continue.
      parts.otherwise.execute(state, outer);
    }
  }

  private Iterator<Object> filtered(
      State state, Scope outer, Iterator<Object> elements, Expression filter) {
    return new Iterator<>() {
      private @Nullable Object next;

      @Override
      public boolean hasNext() {
        while (next == null && elements.hasNext()) {
          Object value = elements.next();
          Scope scope = new Scope(outer, parts.bodyLayout.size());
          parts.target.assign(state, scope, value);
          next = Values.isTrue(filter.evaluate(state, scope)) ? value : null;
        }
        return next != null;
      }

      @Override
      public Object next() {
        if (!hasNext() || next == null) {
          throw new NoSuchElementException();
        }
        Object value = next;
        next = null;
        return value;
      }
    };
  }
}
