package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A macro as a value: its definition and the block in which it was defined.
record Macro(MacroDefinition definition, Scope scope) implements Callable {
  @Override
  public Object call(State state, Arguments arguments) {
    return definition.call(state, scope, arguments);
  }

  @Override
  public String name() {
    return definition.name();
  }

  @Nullable Object attribute(String name) {
    return switch (name) {
      case "name" -> Text.trusted(definition.name());
      case "arguments" -> {
        List<Object> names = new ArrayList<>();
        definition.parameters().forEach(p -> names.add(Text.trusted(p.name())));
        yield new Tuple(names);
      }
      case "catch_kwargs" -> definition.implicit().kwargs() >= 0;
      case "catch_varargs" -> definition.implicit().varargs() >= 0;
      case "caller" -> definition.implicit().caller() >= 0;
      default -> null;
    };
  }
}
