package jan4j.model.dialect;

import jan4j.core.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The grammar of calls written as tags. It lets only those keys through that a tool's schema
/// names, each with a value that the schema allows: bare text for a string, else JSON. A schema
/// that asks for more than types (lengths or patterns of bare text, dependent keys) is not
/// constrained.
///
/// @param sectionOpen what begins a section; empty where a call does
/// @param manyInSection whether a section may hold several calls
/// @param tellsType whether a key is followed by `string="true"` or `string="false"`
record TagGrammar(String sectionOpen, TagSyntax syntax, boolean manyInSection, boolean tellsType)
    implements CallRules {
  private static final Set<String> NOTES =
      Set.of("description", "title", "default", "examples", "$comment", "deprecated");
  private static final Set<String> OBJECT_WORDS =
      Set.of("type", "properties", "required", "additionalProperties", "$defs", "definitions");
  private static final Set<String> IDS = Set.of("$schema", "$id", "strict");

  static TagGrammar of(String sectionOpen, TagSyntax syntax) {
    return new TagGrammar(sectionOpen, syntax, false, false);
  }

  TagGrammar withManyInSection() {
    return new TagGrammar(sectionOpen, syntax, true, tellsType);
  }

  TagGrammar withTypes() {
    return new TagGrammar(sectionOpen, syntax, manyInSection, true);
  }

  @Override
  public Optional<CallGrammar> calls(
      OutputStart start, Traits traits, boolean parallel, Function<Tool, String> schemaRule) {
    List<Tool> tools = start.tools();
    StringBuilder names = new StringBuilder();
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < tools.size(); i++) {
      String call = call("call-" + i, tools.get(i), schemaRule);
      if (call == null) {
        return Optional.empty();
      }
      names.append(i == 0 ? "" : " | ").append("call-").append(i);
      rules.append(call);
    }
    if (tools.isEmpty()) {
      return Optional.empty();
    }
    String many = parallel && manyInSection ? "( call-line call-any )* " : "";
    String section =
        "call-section ::= call-one"
            + (parallel ? " ( call-line call-one )*" : "")
            + "\ncall-one ::= "
            + (sectionOpen.isEmpty() ? "" : Gbnf.literal(sectionOpen) + " ")
            + (syntax.callOpen().isEmpty() ? "" : "call-line ")
            + "call-any "
            + many
            + (syntax.sectionClose().isEmpty()
                ? ""
                : "call-line " + Gbnf.literal(syntax.sectionClose()))
            + "\ncall-line ::= \"\\n\"?\ncall-any ::= "
            + names
            + "\n";
    String trigger = sectionOpen.isEmpty() ? syntax.callOpen() : sectionOpen;
    return Optional.of(NamedCalls.grammar(start, traits, section + rules, List.of(trigger)));
  }

  /// The rules of one tool's call; null where its schema cannot be enforced.
  private @Nullable String call(String rule, Tool tool, Function<Tool, String> schemaRule) {
    if (!(tool.parameters() instanceof Map<?, ?> schema) || !isPlainObject(schema)) {
      return null;
    }
    Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> p ? p : Map.of();
    List<?> required = schema.get("required") instanceof List<?> r ? r : List.of();
    if (!properties.keySet().containsAll(required)) {
      return null;
    }
    StringBuilder call = new StringBuilder(rule).append(" ::= ");
    String quote = syntax.callOpen().endsWith("\"") ? "\"" : "";
    call.append(Gbnf.literal(syntax.callOpen() + tool.name() + quote + syntax.nameEnd()));
    call.append(" call-line ");
    StringBuilder arguments = new StringBuilder();
    int n = 0;
    for (Map.Entry<?, ?> property : properties.entrySet()) {
      String key = String.valueOf(property.getKey());
      String name = rule + "-" + n++;
      String value = value(name, tool, key, property.getValue(), schemaRule);
      if (value == null) {
        return null;
      }
      arguments.append(value);
      call.append(required.contains(key) ? name + " " : "( " + name + " )? ");
    }
    return call.append(Gbnf.literal(syntax.callClose())).append('\n') + arguments.toString();
  }

  private static boolean isPlainObject(Map<?, ?> schema) {
    Object type = schema.get("type");
    return (type == null || type.equals("object"))
        && schema.keySet().stream()
            .allMatch(k -> OBJECT_WORDS.contains(k) || NOTES.contains(k) || IDS.contains(k));
  }

  /// The rules of one argument.
  private @Nullable String value(
      String rule, Tool tool, String key, @Nullable Object schema, Function<Tool, String> rules) {
    SchemaType type = new SchemaType(schema, tool.parameters());
    Set<LooseValue.Kind> kinds = type.kinds();
    boolean isBare = kinds.isEmpty() || kinds.contains(LooseValue.Kind.STRING);
    String line = syntax.trimsNewline() ? "\n" : "";
    String open = open(key, isBare) + (syntax.valueOpen().isEmpty() ? line : "");
    String close = line + syntax.valueClose();
    StringBuilder out = new StringBuilder(rule).append(" ::= ").append(Gbnf.literal(open));
    if (!syntax.valueOpen().isEmpty()) {
      out.append(" call-line ").append(Gbnf.literal(syntax.valueOpen()));
    }
    if (!isBare) {
      String json = rules.apply(synthetic(tool, key, schema));
      return out + " " + json + " " + Gbnf.literal(close) + " call-line\n";
    }
    if (!(schema instanceof Map<?, ?> map)) {
      return null;
    }
    if (map.get("enum") instanceof List<?> values
        && values.stream().allMatch(String.class::isInstance)) {
      out.append(" ( ");
      for (int i = 0; i < values.size(); i++) {
        out.append(i == 0 ? "" : " | ").append(Gbnf.literal(values.get(i) + close));
      }
      return isNoted(map, "enum") ? out.append(" ) call-line\n").toString() : null;
    }
    if (!isNoted(map, "type") && !isChoiceOfTypes(map)) {
      return null;
    }
    out.append(' ').append(rule).append("-text call-line\n");
    return out + Gbnf.until(rule + "-text", close);
  }

  /// Whether a schema says nothing but its type and `word`.
  private static boolean isNoted(Map<?, ?> schema, String word) {
    return schema.keySet().stream()
        .allMatch(k -> k.equals("type") || k.equals(word) || NOTES.contains(k));
  }

  /// `anyOf` of nothing but types, as for a text that may be missing.
  private static boolean isChoiceOfTypes(Map<?, ?> schema) {
    return isNoted(schema, "anyOf")
        && schema.get("anyOf") instanceof List<?> choices
        && choices.stream().allMatch(c -> c instanceof Map<?, ?> m && isNoted(m, "type"));
  }

  private String open(String key, boolean isBare) {
    String quote = syntax.keyOpen().endsWith("\"") ? "\"" : "";
    String type = tellsType ? " string=\"" + isBare + "\"" : "";
    return syntax.keyOpen() + key + quote + type + syntax.keyEnd();
  }

  private static List<String> typeNames(Set<LooseValue.Kind> kinds) {
    return kinds.stream().map(k -> k.name().toLowerCase(Locale.ROOT)).toList();
  }

  /// A tool whose arguments are the value of one of another's.
  private static Tool synthetic(Tool tool, String key, @Nullable Object schema) {
    Map<Object, @Nullable Object> whole = new LinkedHashMap<>();
    if (tool.parameters() instanceof Map<?, ?> root) {
      for (String definitions : List.of("$defs", "definitions")) {
        if (root.containsKey(definitions)) {
          whole.put(definitions, root.get(definitions));
        }
      }
    }
    if (schema instanceof Map<?, ?> map) {
      whole.putAll(map);
    }
    whole.putIfAbsent("type", typeNames(new SchemaType(schema, tool.parameters()).kinds()));
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("name", tool.name() + "." + key);
    function.put("parameters", whole);
    tool.strict().ifPresent(strict -> function.put("strict", strict));
    return new Tool(tool.name() + "." + key, "", Map.of("function", function));
  }
}
