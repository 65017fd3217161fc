package jan4j.model.jinja;

/// jinja2's `namespace`: the one object whose attributes a template may set.
final class Namespace {
  private final Dict attributes;

  Namespace(Dict attributes) {
    this.attributes = attributes;
  }

  Dict attributes() {
    return attributes;
  }
}
