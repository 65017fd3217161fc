package jan4j.model.jinja;

import java.util.List;

/// Values with a length and positions: list, tuple, range.
abstract sealed class Sequence permits PyList, Tuple, Range {
  abstract int size();

  abstract Object get(int index);

  /// A sequence of the same kind.
  abstract Sequence like(List<Object> elements);
}
