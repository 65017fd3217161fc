package jan4j.model.jinja;

import java.util.Iterator;

/// A lazy sequence that can be read once: what `map`, `select` and their kin return.
final class Generator {
  private final Iterator<Object> elements;

  Generator(Iterator<Object> elements) {
    this.elements = elements;
  }

  Iterator<Object> elements() {
    return elements;
  }
}
