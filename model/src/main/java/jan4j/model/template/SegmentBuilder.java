package jan4j.model.template;

import jan4j.model.template.RenderedPrompt.Segment;
import java.util.ArrayList;
import java.util.List;

/// Joins stretches of equal trust.
final class SegmentBuilder {
  private final List<Segment> segments = new ArrayList<>();
  private final StringBuilder current = new StringBuilder();
  private boolean trusted;

  void append(String text, boolean isTrusted) {
    if (text.isEmpty()) {
      return;
    }
    if (isTrusted != trusted) {
      flush();
      trusted = isTrusted;
    }
    current.append(text);
  }

  List<Segment> segments() {
    flush();
    return segments;
  }

  private void flush() {
    if (!current.isEmpty()) {
      segments.add(new Segment(current.toString(), trusted));
      current.setLength(0);
    }
  }
}
