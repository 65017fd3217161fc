package jan4j.model.dialect;

import java.util.List;

/// A format whose reasoning has texts of its own around it, which a template need not spell out.
///
/// @param marks see [MarkerFormat]
record FramedFormat(String name, Tags reasoning, List<Mark> marks, List<String> hints)
    implements Format {
  FramedFormat {
    marks = List.copyOf(marks);
    hints = List.copyOf(hints);
  }

  @Override
  public OutputParser parser(OutputStart start, Traits traits) {
    return new SectionParser(start, framed(traits, reasoning), marks);
  }

  /// The traits of a template with that reasoning.
  static Traits framed(Traits traits, Tags reasoning) {
    return new Traits(List.of(reasoning), traits.prompt(), traits.lead(), traits.turnEnds());
  }
}
