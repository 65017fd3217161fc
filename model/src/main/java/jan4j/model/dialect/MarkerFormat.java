package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A format that is told by marks: text, with reasoning and calls as sections.
///
/// @param marks of the calls, and those without meaning; reasoning comes from the template
/// @param hints see [Format#hints]
/// @param grammar how calls are constrained
record MarkerFormat(String name, List<Mark> marks, List<String> hints, CallRules grammar)
    implements Format {
  MarkerFormat {
    marks = List.copyOf(marks);
    hints = List.copyOf(hints);
  }

  @Override
  public OutputParser parser(OutputStart start, Traits traits) {
    return new SectionParser(start, traits, marks);
  }

  @Override
  public Optional<CallGrammar> calls(
      OutputStart start, Traits traits, boolean parallel, Function<Tool, String> schemaRule) {
    return grammar.calls(start, traits, parallel, schemaRule);
  }

  @Override
  public List<String> markTexts() {
    return marks.stream().map(Mark::text).toList();
  }
}
