package jan4j.model.dialect;

import jan4j.core.Tool;
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
}
