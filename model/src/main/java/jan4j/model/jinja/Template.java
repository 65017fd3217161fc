package jan4j.model.jinja;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A compiled Jinja template with Python's semantics and the settings of transformers
/// (`trim_blocks`, `lstrip_blocks`, loop controls, `generation`, immutable sandbox). Bounded in
/// time, memory and stack whatever the template does. Immutable, thread-safe.
public final class Template {
  private final List<Statement> body;
  private final int nVariables;
  private final String source;

  private Template(String source, Parser.Parsed parsed) {
    this.source = source;
    this.body = parsed.body();
    this.nVariables = parsed.nVariables();
  }

  /// Compiles a template.
  ///
  /// @throws TemplateException where it has a syntax error or is too large or too deep
  public static Template compile(String source) {
    try {
      return new Template(source, Parser.parse(source));
    } catch (StackOverflowError e) {
      throw TemplateException.limit("the template nests too deeply for this thread's stack");
    }
  }

  /// Whether the source holds that text. A variable whose name it does not hold changes no
  /// rendering.
  public boolean mentions(String text) {
    return source.contains(text);
  }

  /// Renders with value trees as variables: maps, collections, texts, numbers, booleans, null. A
  /// String is untrusted, in keys too; a [Text] says itself what it is.
  ///
  /// @throws TemplateException where the template raises, fails, or reaches a bound
  public Text render(Map<String, ?> variables, Clock clock) {
    Importer importer = new Importer();
    Map<String, Object> values = HashMap.newHashMap(variables.size());
    variables.forEach((name, tree) -> values.put(name, importer.value(tree)));
    State state = new State(values, clock, importer.budget());
    try {
      Statement.run(body, state, new Scope(null, nVariables));
      return state.out().build();
    } catch (TemplateException e) {
      throw e.at(state.line());
    } catch (StackOverflowError e) {
      throw TemplateException.limit("the template nests too deeply for this thread's stack")
          .at(state.line());
    }
  }
}
