package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A format as a template uses it.
record ProbedDialect(Format format, Traits traits) implements Dialect {
  @Override
  public String name() {
    return format.name();
  }

  @Override
  public OutputParser parser(OutputStart start) {
    return format.parser(start, traits);
  }

  @Override
  public Optional<CallGrammar> calls(
      OutputStart start, boolean parallel, Function<Tool, String> schemaRule) {
    return format.calls(start, traits, parallel, schemaRule);
  }

  @Override
  public Optional<String> content(OutputStart start, String rule, boolean mayReason) {
    return format.content(start, traits, rule, mayReason);
  }

  @Override
  public List<ReasoningBlock> reasoning(OutputStart start) {
    List<Tags> reasoning = format.reasoning(traits);
    Optional<ReasoningStart> begun = ReasoningStart.of(start.promptTail(), reasoning);
    List<ReasoningBlock> out = new ArrayList<>();
    for (Tags tags : reasoning) {
      boolean open = begun.isPresent() && begun.get().open() && begun.get().tags().equals(tags);
      out.add(new ReasoningBlock(tags.open(), tags.close(), open));
    }
    return out;
  }

  @Override
  public List<String> markTexts() {
    List<String> out = new ArrayList<>(format.markTexts());
    format.reasoning(traits).forEach(t -> out.addAll(List.of(t.open(), t.close())));
    return out;
  }
}
