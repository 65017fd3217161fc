package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A format whose reasoning has texts of its own around it, which a template need not spell out,
/// and maybe its text, too.
///
/// @param marks see [MarkerFormat]
/// @param between what stands behind the end of reasoning, before what follows
/// @param frame what stands before and after the text of an answer
/// @param inner see [MarkerFormat]
/// @param grammar see [MarkerFormat]
record FramedFormat(
    String name,
    Tags reasoning,
    List<Mark> marks,
    List<String> hints,
    String between,
    Tags frame,
    List<String> inner,
    CallRules grammar)
    implements Format {
  FramedFormat {
    marks = List.copyOf(marks);
    hints = List.copyOf(hints);
    inner = List.copyOf(inner);
  }

  @Override
  public OutputParser parser(OutputStart start, Traits traits) {
    return new SectionParser(start, framed(traits, reasoning), marks);
  }

  @Override
  public List<Tags> reasoning(Traits traits) {
    return List.of(reasoning);
  }

  @Override
  public Optional<String> content(
      OutputStart start, Traits traits, String rule, boolean mayReason) {
    return Optional.of(content(start, List.of(thought()), frame, rule, mayReason));
  }

  @Override
  public Optional<CallGrammar> calls(
      OutputStart start, Traits traits, boolean parallel, Function<Tool, String> schemaRule) {
    return grammar.calls(start, framed(traits, thought()), parallel, schemaRule);
  }

  private Tags thought() {
    return new Tags(reasoning.open(), reasoning.close() + between);
  }

  @Override
  public List<String> markTexts() {
    List<String> out = new ArrayList<>(inner);
    marks.forEach(m -> out.add(m.text()));
    return out;
  }

  /// The traits of a template with that reasoning.
  static Traits framed(Traits traits, Tags reasoning) {
    return new Traits(List.of(reasoning), traits.prompt(), traits.lead(), traits.turnEnds());
  }

  /// See [Format#content].
  static String content(
      OutputStart start, List<Tags> reasoning, Tags frame, String rule, boolean mayReason) {
    boolean isFramed = start.promptTail().endsWith(frame.open());
    String framed =
        "think-framed ::= "
            + (isFramed ? "" : ContentGrammar.literal(frame.open()) + " ")
            + rule
            + " "
            + ContentGrammar.literal(frame.close())
            + "\n";
    return ContentGrammar.of(start, reasoning, "think-framed", mayReason) + framed;
  }
}
