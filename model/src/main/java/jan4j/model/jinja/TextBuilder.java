package jan4j.model.jinja;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Joins texts and keeps their taint. With a [State], work and size are charged to its budget.
final class TextBuilder {
  private static final int[] NONE = {};

  private final StringBuilder out;
  private final @Nullable State state;
  private int[] spans = NONE;
  private int nSpans;

  TextBuilder() {
    this(null, 16);
  }

  TextBuilder(State state) {
    this(state, 16);
  }

  /// @param size how many characters are expected
  TextBuilder(@Nullable State state, int size) {
    this.state = state;
    this.out = new StringBuilder(size);
  }

  TextBuilder append(String text, boolean untrusted) {
    grow(text.length());
    int start = out.length();
    out.append(text);
    if (untrusted) {
      span(start, out.length());
    }
    return this;
  }

  TextBuilder append(Text text) {
    grow(text.length());
    int start = out.length();
    out.append(text.value());
    int[] more = text.spans();
    for (int i = 0; i < more.length; i += 2) {
      span(start + more[i], start + more[i + 1]);
    }
    return this;
  }

  TextBuilder append(Text text, int from, int to) {
    return append(text.substring(from, to));
  }

  int length() {
    return out.length();
  }

  Text build() {
    return new Text(out.toString(), nSpans == 0 ? NONE : Arrays.copyOf(spans, nSpans), false);
  }

  private void grow(int n) {
    if (out.length() + (long) n > Limits.MAX_TEXT) {
      throw TemplateException.limit("a text grew past " + Limits.MAX_TEXT + " characters");
    }
    if (state != null && n >= 64) {
      state.charge(n >> 6);
    }
  }

  private void span(int start, int end) {
    if (start == end) {
      return;
    }
    if (nSpans > 0 && spans[nSpans - 1] == start) {
      spans[nSpans - 1] = end;
      return;
    }
    if (nSpans == spans.length) {
      spans = Arrays.copyOf(spans, Math.max(4, nSpans * 2));
    }
    spans[nSpans++] = start;
    spans[nSpans++] = end;
  }
}
