package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `x[start:stop:step]`, by code point for texts.
final class Slice extends Expression {
  private final Expression owner;
  private final @Nullable Expression start;
  private final @Nullable Expression stop;
  private final @Nullable Expression step;

  Slice(int line, Expression owner, @Nullable Expression[] bounds) {
    super(line, height(owner, bounds));
    this.owner = owner;
    this.start = bounds[0];
    this.stop = bounds[1];
    this.step = bounds[2];
  }

  private static int height(Expression owner, @Nullable Expression[] bounds) {
    int h = owner.height();
    for (Expression bound : bounds) {
      h = bound == null ? h : Math.max(h, bound.height());
    }
    return h;
  }

  @Override
  Object evaluate(State state, Scope scope) {
    Object value = owner.evaluate(state, scope);
    Long from = bound(start, state, scope);
    Long to = bound(stop, state, scope);
    Long by = bound(step, state, scope);
    state.charge(1);
    if (value instanceof Undefined u) {
      throw u.failure();
    }
    long stride = by == null ? 1 : by;
    if (stride == 0) {
      throw TemplateException.valueError("slice step cannot be zero");
    }
    if (value instanceof Text t) {
      return slice(state, t, from, to, stride);
    }
    if (value instanceof Range r) {
      long first = clamp(from, r.size(), stride, true);
      return r.slice(first, clamp(to, r.size(), stride, false), stride);
    }
    if (value instanceof Sequence s) {
      List<Object> out = new ArrayList<>();
      long end = clamp(to, s.size(), stride, false);
      for (long i = clamp(from, s.size(), stride, true); before(i, end, stride); i += stride) {
        state.charge(1);
        out.add(s.get((int) i));
      }
      return s.like(out);
    }
    if (owner instanceof Const) {
      return Undefined.missing(value, Text.trusted("slice"));
    }
    throw TemplateException.typeError(
        "'" + Values.typeName(value) + "' object is not subscriptable");
  }

  private static @Nullable Long bound(@Nullable Expression e, State state, Scope scope) {
    Object value = e == null ? None.NONE : e.evaluate(state, scope);
    if (value instanceof None) {
      return null;
    }
    if (!Numbers.isInteger(value)) {
      throw TemplateException.typeError(
          "slice indices must be integers or None or have an __index__ method");
    }
    return Numbers.index(value, "slice index");
  }

  private static Text slice(
      State state, Text text, @Nullable Long from, @Nullable Long to, long stride) {
    String s = text.value();
    state.charge(1 + (s.length() >> 5));
    int n = s.codePointCount(0, s.length());
    long first = clamp(from, n, stride, true);
    long end = clamp(to, n, stride, false);
    boolean plain = n == s.length();
    if (stride == 1) {
      if (first >= end) {
        return text.substring(0, 0);
      }
      int a = plain ? (int) first : s.offsetByCodePoints(0, (int) first);
      int b = plain ? (int) end : s.offsetByCodePoints(a, (int) (end - first));
      return text.substring(a, b);
    }
    int[] offsets = plain ? new int[0] : offsets(s, n);
    TextBuilder out = new TextBuilder(state);
    for (long i = first; before(i, end, stride); i += stride) {
      state.charge(1);
      int a = plain ? (int) i : offsets[(int) i];
      out.append(text, a, plain ? a + 1 : offsets[(int) i + 1]);
    }
    return out.build().asMarkup(text.isMarkup());
  }

  private static int[] offsets(String s, int n) {
    int[] out = new int[n + 1];
    int at = 0;
    for (int i = 0; i < n; i++) {
      out[i] = at;
      at = s.offsetByCodePoints(at, 1);
    }
    out[n] = at;
    return out;
  }

  private static boolean before(long i, long end, long stride) {
    return stride > 0 ? i < end : i > end;
  }

  /// Python's `slice.indices` for one bound.
  private static long clamp(@Nullable Long bound, long size, long stride, boolean isStart) {
    long low = stride > 0 ? 0 : -1;
    long high = stride > 0 ? size : size - 1;
    if (bound == null) {
      return isStart == stride > 0 ? low : high;
    }
    long at = bound < 0 ? bound + size : bound;
    return Math.max(low, Math.min(high, at));
  }
}
