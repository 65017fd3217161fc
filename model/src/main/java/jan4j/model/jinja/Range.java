package jan4j.model.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Python's `range`.
final class Range extends Sequence {
  private final long start;
  private final long stop;
  private final long step;
  private final int size;

  Range(long start, long stop, long step) {
    if (step == 0) {
      throw TemplateException.valueError("range() arg 3 must not be zero");
    }
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.size = size(start, stop, step);
  }

  private static int size(long start, long stop, long step) {
    if (step > 0 ? start >= stop : start <= stop) {
      return 0;
    }
    double n = Math.ceil(((double) stop - (double) start) / step);
    if (n > Limits.MAX_RANGE) {
      throw new TemplateException(
          "OverflowError",
          "Range too big. The sandbox blocks ranges larger than " + Limits.MAX_RANGE + ".");
    }
    return (int) n;
  }

  /// `range[first:end:stride]` with bounds that are within the range.
  Range slice(long first, long end, long stride) {
    return new Range(start + first * step, start + end * step, step * stride);
  }

  @Nullable Object attribute(String name) {
    return switch (name) {
      case "start" -> start;
      case "stop" -> stop;
      case "step" -> step;
      default -> null;
    };
  }

  @Override
  int size() {
    return size;
  }

  @Override
  Object get(int index) {
    return start + index * step;
  }

  @Override
  Sequence like(List<Object> elements) {
    return new PyList(elements);
  }

  @Override
  public String toString() {
    return "range(" + start + ", " + stop + (step == 1 ? "" : ", " + step) + ")";
  }
}
