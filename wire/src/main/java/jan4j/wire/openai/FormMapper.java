package jan4j.wire.openai;

import jan4j.core.AnswerForm;
import jan4j.core.JanException;
import jan4j.core.OutputFormat;
import jan4j.core.Tool;
import jan4j.core.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads how an answer is to be shaped: `response_format`, `json_schema`, `grammar`, `tool_choice`,
/// `parallel_tool_calls` and `reasoning_format`.
final class FormMapper {
  private static final String SCHEMA_OF_FORMAT = "response_format.json_schema.schema";

  private FormMapper() {}

  /// @param tools the tools that are offered; empty where `tool_choice` is `none`
  /// @throws JanException that names the field
  static AnswerForm chat(ChatRequest chat, GenerationFields f, List<Tool> tools) {
    OutputFormat format = format(f);
    ToolChoice choice = toolChoice(chat.toolChoice(), tools);
    boolean called = choice.mode() == ToolChoice.Mode.REQUIRED;
    if (called && hasGrammar(f)) {
      throw JanException.invalid(
          "grammar", "grammar and a tool_choice that demands a call exclude each other");
    }
    boolean parallel = !Boolean.FALSE.equals(chat.parallelToolCalls());
    return new AnswerForm(format, choice, parallel, reasoningAsText(chat.reasoningFormat()));
  }

  /// @throws JanException that names the field
  static AnswerForm text(GenerationFields f) {
    return new AnswerForm(format(f), ToolChoice.AUTO, true, true);
  }

  private static boolean hasGrammar(GenerationFields f) {
    return f.grammar() != null && !f.grammar().isEmpty();
  }

  private static OutputFormat format(GenerationFields f) {
    OutputFormat asked = responseFormat(f.responseFormat());
    boolean isFree = asked instanceof OutputFormat.Text;
    if (f.jsonSchema() != null) {
      if (!isFree) {
        throw JanException.invalid(
            "json_schema", "json_schema and response_format both shape the answer; give one");
      }
      asked =
          new OutputFormat.JsonSchema(schema(f.jsonSchema(), "json_schema"), false, "json_schema");
    }
    if (hasGrammar(f) && !(asked instanceof OutputFormat.Text)) {
      throw JanException.invalid(
          "grammar", "grammar and a JSON format both shape the answer; give one");
    }
    return asked;
  }

  private static OutputFormat responseFormat(@Nullable Object value) {
    if (value == null) {
      return new OutputFormat.Text();
    }
    if (!(value instanceof Map<?, ?> format) || !(format.get("type") instanceof String type)) {
      throw JanException.invalid(
          "response_format",
          "response_format is no object with a type; use {\"type\": \"text\"}, \"json_object\" or"
              + " \"json_schema\"");
    }
    return switch (type) {
      case "text" -> new OutputFormat.Text();
      case "json_object" ->
          format.get("schema") == null
              ? new OutputFormat.JsonObject()
              : direct(format.get("schema"));
      case "json_schema" ->
          format.get("json_schema") == null && format.get("schema") != null
              ? direct(format.get("schema"))
              : named(format.get("json_schema"));
      default ->
          throw JanException.unsupported(
              "response_format.type",
              "response_format.type is unknown; use text, json_object or json_schema");
    };
  }

  /// llama-server's form: the schema beside the type.
  private static OutputFormat direct(@Nullable Object schema) {
    String path = "response_format.schema";
    return new OutputFormat.JsonSchema(schema(schema, path), false, path);
  }

  private static OutputFormat named(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> named)) {
      throw JanException.invalid(
          "response_format.json_schema", "response_format.json_schema is missing or no object");
    }
    if (named.get("name") != null && !(named.get("name") instanceof String)) {
      throw JanException.invalid(
          "response_format.json_schema.name", "response_format.json_schema.name is no text");
    }
    Object strict = named.get("strict");
    if (strict != null && !(strict instanceof Boolean)) {
      throw JanException.invalid(
          "response_format.json_schema.strict",
          "response_format.json_schema.strict is neither true nor false");
    }
    return new OutputFormat.JsonSchema(
        schema(named.get("schema"), SCHEMA_OF_FORMAT),
        Boolean.FALSE.equals(strict),
        SCHEMA_OF_FORMAT);
  }

  private static Object schema(@Nullable Object value, String path) {
    if (value instanceof Map<?, ?> || value instanceof Boolean) {
      return value;
    }
    throw JanException.invalid(path, path + " is missing or no JSON Schema: give an object");
  }

  private static ToolChoice toolChoice(@Nullable Object value, List<Tool> tools) {
    ToolChoice choice =
        switch (value) {
          case null -> ToolChoice.AUTO;
          case String s when s.equals("auto") || s.equals("none") -> ToolChoice.AUTO;
          case String s when s.equals("required") || s.equals("any") -> ToolChoice.REQUIRED;
          case Map<?, ?> map when "allowed_tools".equals(map.get("type")) -> allowed(map);
          case Map<?, ?> map when "function".equals(map.get("type")) ->
              ToolChoice.named(name(map, "tool_choice"));
          case Map<?, ?> map when map.get("type") instanceof String ->
              throw JanException.unsupported(
                  "tool_choice.type",
                  "tool_choice.type is not supported; use function or allowed_tools");
          default ->
              throw JanException.invalid(
                  "tool_choice",
                  "tool_choice is unknown; use none, auto, required, or an object that names a"
                      + " function");
        };
    check(choice, tools);
    return choice;
  }

  private static void check(ToolChoice choice, List<Tool> tools) {
    for (String name : choice.names()) {
      if (tools.stream().noneMatch(t -> t.name().equals(name))) {
        throw JanException.invalid(
            "tool_choice", "tool_choice names a function that is not among the tools");
      }
    }
    if (choice.mode() == ToolChoice.Mode.REQUIRED && tools.isEmpty()) {
      throw JanException.invalid(
          "tool_choice", "tool_choice demands a call, but there are no tools");
    }
  }

  private static ToolChoice allowed(Map<?, ?> choice) {
    Map<?, ?> inner = choice.get("allowed_tools") instanceof Map<?, ?> map ? map : choice;
    String path = "tool_choice.allowed_tools";
    ToolChoice.Mode mode =
        switch (inner.get("mode")) {
          case null -> ToolChoice.Mode.AUTO;
          case String s when s.equals("auto") -> ToolChoice.Mode.AUTO;
          case String s when s.equals("required") -> ToolChoice.Mode.REQUIRED;
          default ->
              throw JanException.invalid(
                  path + ".mode", path + ".mode is neither auto nor required");
        };
    if (!(inner.get("tools") instanceof List<?> list) || list.isEmpty()) {
      throw JanException.invalid(path + ".tools", path + ".tools names no tool");
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String at = path + ".tools[" + i + "]";
      if (!(list.get(i) instanceof Map<?, ?> tool)) {
        throw JanException.invalid(at, at + " is no object");
      }
      names.add(name(tool, at));
    }
    return new ToolChoice(mode, names);
  }

  /// OpenAI nests the name in chats, and has it beside the type elsewhere.
  private static String name(Map<?, ?> tool, String path) {
    Object name = tool.get("function") instanceof Map<?, ?> f ? f.get("name") : tool.get("name");
    if (name instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw JanException.invalid(path + ".function.name", path + " names no function");
  }

  private static boolean reasoningAsText(@Nullable String format) {
    return switch (format) {
      case null -> false;
      case "none" -> true;
      case "auto", "deepseek" -> false;
      case "deepseek-legacy" ->
          throw JanException.unsupported(
              "reasoning_format",
              "reasoning_format \"deepseek-legacy\" is not supported; use auto, deepseek or none");
      default ->
          throw JanException.invalid(
              "reasoning_format", "reasoning_format is unknown; use auto, deepseek or none");
    };
  }
}
