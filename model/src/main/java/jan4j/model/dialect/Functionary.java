package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Functionary v3.1, `<function=NAME>{...}</function>`, and v3.2, where each part of an answer has
/// a recipient, `all` for text:
///
/// ```text
/// >>>all
/// TEXT>>>NAME
/// {...}
/// ```
final class Functionary {
  private static final NamedJson V31_SYNTAX =
      new NamedJson("<function=", ">", "</function>", "", NamedJson.Called::named);

  static final Format V3_1 =
      new MarkerFormat(
          "functionary-v3.1",
          List.of(Mark.Calls.of("<function=", V31_SYNTAX.call())),
          List.of("<function="),
          NamedCalls.each("<function=", ">", "</function>", "<function="));

  static final Format V3_2 = new Recipients();

  private Functionary() {}

  private static final class Recipients implements Format {
    private static final String PART = ">>>";

    @Override
    public String name() {
      return "functionary-v3.2";
    }

    @Override
    public List<String> hints() {
      return List.of(">>>all");
    }

    @Override
    public OutputParser parser(OutputStart start, Traits traits) {
      List<Mark> marks = new ArrayList<>();
      marks.add(new Mark.Dropped(PART + "all\n"));
      for (Tool tool : start.tools()) {
        marks.add(Mark.Calls.of(PART + tool.name() + "\n", call(tool.name())));
      }
      SectionParser parser = new SectionParser(start, traits, marks);
      if (start.promptTail().endsWith(PART)) {
        parser.accept(PART);
      }
      return parser;
    }

    @Override
    public Optional<CallGrammar> calls(
        OutputStart start, Traits traits, boolean parallel, Function<Tool, String> schemaRule) {
      String[] triggers =
          start.tools().stream().map(t -> PART + t.name() + "\n").toArray(String[]::new);
      CallRules later = NamedCalls.each(PART, "\n", "", triggers);
      if (!start.promptTail().endsWith(PART)) {
        return later.calls(start, traits, parallel, schemaRule);
      }
      CallRules first = NamedCalls.each("", "\n", "", triggers).separatedBy(PART);
      return first
          .calls(start, traits, parallel, schemaRule)
          .flatMap(now ->
              later
                  .calls(start, traits, parallel, schemaRule)
                  .map(c -> new CallGrammar(now.rules(), c.callsOnly(), c.triggers())));
    }

    @Override
    public List<String> markTexts() {
      return List.of(PART);
    }

    private static CallReader.Factory call(String name) {
      NamedJson syntax = new NamedJson("", "", "", "", _ -> new NamedJson.Called("", name));
      return out -> NamedJsonReader.ofBody(syntax, name, out);
    }
  }
}
