package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// What an assignment writes to.
sealed interface Target {
  void assign(State state, Scope scope, Object value);

  /// A variable of the block itself.
  record Variable(int slot) implements Target {
    @Override
    public void assign(State state, Scope scope, Object value) {
      scope.slots[slot] = value;
    }
  }

  /// `namespace.attribute`.
  record NamespaceAttribute(Name namespace, String attribute) implements Target {
    @Override
    public void assign(State state, Scope scope, Object value) {
      if (!(namespace.evaluate(state, scope) instanceof Namespace n)) {
        throw TemplateException.runtime("cannot assign attribute on non-namespace object");
      }
      n.attributes().put(Text.trusted(attribute), value);
    }
  }

  /// `a, b`.
  record Unpacked(List<Target> targets) implements Target {
    @Override
    public void assign(State state, Scope scope, Object value) {
      if (value instanceof None || value instanceof Boolean || Numbers.isNumber(value)) {
        throw TemplateException.typeError(
            "cannot unpack non-iterable " + Values.typeName(value) + " object");
      }
      List<Object> values = new ArrayList<>();
      Iterator<Object> it = Iteration.of(state, value);
      while (it.hasNext() && values.size() < targets.size()) {
        values.add(it.next());
      }
      if (it.hasNext()) {
        throw TemplateException.valueError(
            "too many values to unpack (expected " + targets.size() + ")");
      }
      if (values.size() < targets.size()) {
        throw TemplateException.valueError(
            "not enough values to unpack (expected "
                + targets.size()
                + ", got "
                + values.size()
                + ")");
      }
      for (int i = 0; i < values.size(); i++) {
        targets.get(i).assign(state, scope, values.get(i));
      }
    }
  }
}
