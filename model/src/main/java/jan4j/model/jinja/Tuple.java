package jan4j.model.jinja;

import java.util.List;

/// A Python tuple. Its weight is the number of values in it at all levels, so that hashing can be
/// bounded.
final class Tuple extends Sequence {
  private static final int MAX_KEY_WEIGHT = 10_000;

  private final List<Object> elements;
  private final int weight;
  private final int nesting;

  private final boolean group;

  Tuple(List<Object> elements) {
    this(elements, false);
  }

  private Tuple(List<Object> elements, boolean group) {
    if (elements.size() > Limits.MAX_LIST) {
      throw TemplateException.limit("a tuple grew past " + Limits.MAX_LIST + " elements");
    }
    this.elements = elements;
    this.group = group;
    long sum = 1;
    int deepest = 0;
    for (Object e : elements) {
      sum += e instanceof Tuple t ? t.weight : 1;
      deepest = Math.max(deepest, e instanceof Tuple t ? t.nesting : 0);
    }
    this.weight = (int) Math.min(sum, Integer.MAX_VALUE / 2);
    this.nesting = deepest + 1;
  }

  static Tuple of(Object a, Object b) {
    return new Tuple(List.of(a, b));
  }

  /// One group of `groupby`, whose parts also have the names `grouper` and `list`.
  static Tuple group(Object grouper, PyList list) {
    return new Tuple(List.of(grouper, list), true);
  }

  boolean isGroup() {
    return group;
  }

  /// The elements, to be a key of a dict.
  List<Object> keyElements() {
    if (weight > MAX_KEY_WEIGHT || nesting > Limits.MAX_VALUE_NESTING) {
      throw TemplateException.limit("a tuple is too large to be a key");
    }
    return elements;
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
    return new Tuple(other);
  }
}
