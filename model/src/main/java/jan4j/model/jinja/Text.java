package jan4j.model.jinja;

import java.util.function.UnaryOperator;

/// A text in which every character knows whether a user (or model, or client) wrote it. Equality
/// and hash look at the characters only, so taint never changes what a template does. Immutable.
public final class Text {
  private static final int[] NONE = {};

  static final Text EMPTY = new Text("", NONE, false);

  private final String value;

  /// Untrusted ranges as pairs of start and end, ascending, never touching.
  private final int[] spans;

  private final boolean markup;

  Text(String value, int[] spans, boolean markup) {
    this.value = value;
    this.spans = spans;
    this.markup = markup;
  }

  /// A text that a template or the program wrote.
  public static Text trusted(String value) {
    return new Text(value, NONE, false);
  }

  /// A text that came from outside.
  public static Text untrusted(String value) {
    return new Text(value, value.isEmpty() ? NONE : new int[] {0, value.length()}, false);
  }

  static Text of(String value, boolean untrusted) {
    return untrusted ? untrusted(value) : trusted(value);
  }

  /// The characters.
  public String value() {
    return value;
  }

  /// Whether any character is untrusted.
  public boolean isTainted() {
    return spans.length > 0;
  }

  /// Whether the character at `index` (UTF-16) is untrusted.
  public boolean isTaintedAt(int index) {
    int i = firstSpanEndingAfter(index);
    return i < spans.length && spans[i] <= index;
  }

  /// Calls `sink` for every stretch of equal trust, in order.
  public void forEachSegment(SegmentSink sink) {
    int at = 0;
    for (int i = 0; i < spans.length; i += 2) {
      if (spans[i] > at) {
        sink.accept(value.substring(at, spans[i]), true);
      }
      sink.accept(value.substring(spans[i], spans[i + 1]), false);
      at = spans[i + 1];
    }
    if (at < value.length()) {
      sink.accept(value.substring(at), true);
    }
  }

  /// Receives the stretches of a text.
  @FunctionalInterface
  public interface SegmentSink {
    /// One stretch.
    void accept(String text, boolean trusted);
  }

  boolean isMarkup() {
    return markup;
  }

  Text asMarkup(boolean wanted) {
    return markup == wanted ? this : new Text(value, spans, wanted);
  }

  int[] spans() {
    return spans;
  }

  int length() {
    return value.length();
  }

  boolean isEmpty() {
    return value.isEmpty();
  }

  /// The part between two UTF-16 indexes.
  Text substring(int from, int to) {
    if (from >= to) {
      return markup ? EMPTY.asMarkup(true) : EMPTY;
    }
    if (from == 0 && to == value.length()) {
      return this;
    }
    String part = value.substring(from, to);
    if (spans.length == 0) {
      return new Text(part, NONE, markup);
    }
    int first = firstSpanEndingAfter(from);
    int last = first;
    while (last < spans.length && spans[last] < to) {
      last += 2;
    }
    int[] clipped = new int[last - first];
    for (int i = first; i < last; i += 2) {
      clipped[i - first] = Math.max(spans[i], from) - from;
      clipped[i - first + 1] = Math.min(spans[i + 1], to) - from;
    }
    return new Text(part, clipped, markup);
  }

  private int firstSpanEndingAfter(int index) {
    int low = 0;
    int high = spans.length / 2;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (spans[2 * middle + 1] > index) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return 2 * low;
  }

  /// Maps the characters; where the length changes, each stretch of equal trust is mapped alone.
  Text map(UnaryOperator<String> mapping) {
    String mapped = mapping.apply(value);
    if (spans.length == 0 || mapped.length() == value.length()) {
      return new Text(mapped, spans, markup);
    }
    if (spans.length == 2 && spans[0] == 0 && spans[1] == value.length()) {
      return untrusted(mapped).asMarkup(markup);
    }
    TextBuilder out = new TextBuilder();
    forEachSegment((part, isTrusted) -> out.append(mapping.apply(part), !isTrusted));
    return out.build().asMarkup(markup);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Text t && t.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
