package jan4j.model.jinja;

import java.util.List;

/// A Python list. Templates cannot change it: the sandbox is immutable.
final class PyList extends Sequence {
  private final List<Object> elements;

  PyList(List<Object> elements) {
    if (elements.size() > Limits.MAX_LIST) {
      throw TemplateException.limit("a list grew past " + Limits.MAX_LIST + " elements");
    }
    this.elements = elements;
  }

  @Override
  int size() {
    return elements.size();
  }

  @Override
  Object get(int index) {
    return elements.get(index);
  }

  @Override
  Sequence like(List<Object> other) {
    return new PyList(other);
  }
}
