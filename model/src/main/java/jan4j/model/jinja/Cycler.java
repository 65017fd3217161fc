package jan4j.model.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// jinja2's `cycler`.
final class Cycler {
  private final List<Object> items;
  private int at;

  Cycler(List<Object> items) {
    if (items.isEmpty()) {
      throw TemplateException.runtime("at least one item has to be provided");
    }
    this.items = items;
  }

  @Nullable Object attribute(String name) {
    return switch (name) {
      case "current" -> items.get(at);
      case "next" -> new Builtin(name, (_, _) -> next());
      case "reset" -> new Builtin(name, (_, _) -> reset());
      default -> null;
    };
  }

  private Object next() {
    Object item = items.get(at);
    at = (at + 1) % items.size();
    return item;
  }

  private Object reset() {
    at = 0;
    return None.NONE;
  }
}
