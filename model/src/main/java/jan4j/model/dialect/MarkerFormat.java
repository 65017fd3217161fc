package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A format that is told by marks: text, with reasoning and calls as sections.
///
/// @param marks of the calls, and those without meaning; reasoning comes from the template
/// @param hints see [Format#hints]
/// @param grammar how calls are constrained
/// @param inner texts with a meaning inside of the calls
record MarkerFormat(
    String name, List<Mark> marks, List<String> hints, CallRules grammar, List<String> inner)
    implements Format {
  MarkerFormat {
    marks = List.copyOf(marks);
    hints = List.copyOf(hints);
    inner = List.copyOf(inner);
  }

  MarkerFormat(String name, List<Mark> marks, List<String> hints, CallRules grammar) {
    this(name, marks, hints, grammar, List.of());
  }

  /// The same with texts that mean something inside of the calls.
  MarkerFormat with(List<String> texts) {
    return new MarkerFormat(name, marks, hints, grammar, texts);
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
    return Stream.concat(marks.stream().map(Mark::text), inner.stream()).toList();
  }
}
