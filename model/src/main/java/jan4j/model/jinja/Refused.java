package jan4j.model.jinja;

/// A statement that needs other templates (`include`, `import`, `extends`): chat templates have
/// none, so it fails when it is reached, as in transformers.
final class Refused extends Statement {
  private final String name;

  Refused(int line, String name) {
    super(line, 0);
    this.name = name;
  }

  @Override
  Flow execute(State state, Scope scope) {
    throw TemplateException.typeError(
        "no loader for this environment specified ({% " + name + " %} is not possible here)");
  }
}
