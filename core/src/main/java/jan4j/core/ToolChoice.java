package jan4j.core;

import java.util.List;
import java.util.Objects;

/// Whether and which tools an answer may call.
///
/// @param names the tools that may be called; empty: all that are offered
public record ToolChoice(Mode mode, List<String> names) {
  /// Whether tools are called.
  public enum Mode {
    /// The model decides.
    AUTO,
    /// The answer is one or more calls.
    REQUIRED
  }

  /// The model decides among all tools.
  public static final ToolChoice AUTO = new ToolChoice(Mode.AUTO, List.of());

  /// Some tool must be called.
  public static final ToolChoice REQUIRED = new ToolChoice(Mode.REQUIRED, List.of());

  public ToolChoice {
    Objects.requireNonNull(mode, "mode");
    names = List.copyOf(names);
  }

  /// That tool must be called.
  public static ToolChoice named(String name) {
    return new ToolChoice(Mode.REQUIRED, List.of(name));
  }

  /// Those of the offered tools that may be called.
  public List<Tool> among(List<Tool> offered) {
    return names.isEmpty()
        ? offered
        : offered.stream().filter(t -> names.contains(t.name())).toList();
  }
}
