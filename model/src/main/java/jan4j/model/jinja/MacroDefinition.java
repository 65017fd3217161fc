package jan4j.model.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `{% macro name(a, b=1) %}`, and the body of a call block.
final class MacroDefinition extends Statement {
  /// A parameter; `fallback` is its default.
  record Parameter(String name, int slot, @Nullable Expression fallback) {}

  /// Slots of the implicit variables that the body uses; -1 where it does not.
  record Implicit(int caller, int varargs, int kwargs) {}

  private final String name;
  private final int slot;
  private final List<Parameter> parameters;
  private final Implicit implicit;
  private final ScopeLayout layout;
  private final List<Statement> body;

  MacroDefinition(
      int line,
      String name,
      int slot,
      List<Parameter> parameters,
      Implicit implicit,
      ScopeLayout layout,
      List<Statement> body) {
    super(line, Math.max(highest(body), highestDefault(parameters)));
    this.name = name;
    this.slot = slot;
    this.parameters = List.copyOf(parameters);
    this.implicit = implicit;
    this.layout = layout;
    this.body = List.copyOf(body);
  }

  private static int highestDefault(List<Parameter> parameters) {
    int h = 0;
    for (Parameter p : parameters) {
      h = p.fallback == null ? h : Math.max(h, p.fallback.height());
    }
    return h;
  }

  String name() {
    return name;
  }

  List<Parameter> parameters() {
    return parameters;
  }

  Implicit implicit() {
    return implicit;
  }

  @Override
  Flow execute(State state, Scope scope) {
    scope.slots[slot] = new Macro(this, scope);
    return Flow.NEXT;
  }

  Text call(State state, Scope outer, Arguments given) {
    state.enter(height() + 3);
    Scope scope = new Scope(outer, layout.size());
    bind(state, scope, given);
    TextBuilder output = state.startCapture();
    run(body, state, scope);
    state.leave(height() + 3);
    return state.endCapture(output);
  }

  private void bind(State state, Scope scope, Arguments given) {
    List<Object> values = given.positional();
    Map<String, Object> named = new LinkedHashMap<>(given.named());
    for (int i = 0; i < parameters.size(); i++) {
      Parameter p = parameters.get(i);
      if (i < values.size()) {
        if (named.containsKey(p.name)) {
          throw TemplateException.typeError(
              "macro '" + name + "' got multiple values for argument '" + p.name + "'");
        }
        scope.slots[p.slot] = values.get(i);
        continue;
      }
      Object value = named.remove(p.name);
      if (value == null) {
        value =
            p.fallback != null
                ? p.fallback.evaluate(state, scope)
                : Undefined.of("parameter '" + p.name + "' was not provided");
      }
      scope.slots[p.slot] = value;
    }
    bindImplicit(scope, values, named);
  }

  private void bindImplicit(Scope scope, List<Object> values, Map<String, Object> named) {
    if (implicit.caller >= 0) {
      Object caller = named.remove("caller");
      scope.slots[implicit.caller] = caller != null ? caller : Undefined.of("No caller defined");
    }
    if (implicit.kwargs >= 0) {
      Dict rest = new Dict();
      named.forEach((key, value) -> rest.put(Text.trusted(key), value));
      scope.slots[implicit.kwargs] = rest;
    } else if (!named.isEmpty()) {
      throw TemplateException.typeError(
          "macro '"
              + name
              + "' takes no keyword argument '"
              + named.keySet().iterator().next()
              + "'");
    }
    int n = parameters.size();
    if (implicit.varargs >= 0) {
      List<Object> rest = values.size() > n ? values.subList(n, values.size()) : List.of();
      scope.slots[implicit.varargs] = new Tuple(new ArrayList<>(rest));
    } else if (values.size() > n) {
      throw TemplateException.typeError(
          "macro '" + name + "' takes not more than " + n + " argument(s)");
    }
  }
}
