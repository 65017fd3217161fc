package jan4j.model.dialect;

import jan4j.core.Tool;
import jan4j.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What each format writes for the same calls, by hand.
final class FormatSamples {
  /// `text` of the hard call.
  static final String HARD = "a \"q\" 'p' \\ C:\\new <b>&amp;</b> {x} [y]\n日本語 😀";

  private static final String D = "\uff5cDSML\uff5c";
  private static final String M = "]<]minimax[>[";

  static final List<Sample> ALL =
      List.of(
          new Sample(
              "qwen3-coder",
              "<tool_call>\n<function=weather>\n<parameter=city>\nOslo\n</parameter>\n"
                  + "<parameter=days>\n2\n</parameter>\n</function>\n</tool_call>",
              "<tool_call>\n<function=note>\n<parameter=text>\n"
                  + HARD
                  + "\n</parameter>\n<parameter=tags>\n['a', \"it's\"]\n</parameter>\n"
                  + "<parameter=ok>\nTrue\n</parameter>\n</function>\n</tool_call>",
              "<tool_call>\n<function=weather>\nOslo</function>\n</tool_call>"),
          new Sample(
              "seed-oss",
              "<seed:tool_call>\n<function=weather>\n<parameter=city>Oslo</parameter>\n"
                  + "<parameter=days>2</parameter>\n</function>\n</seed:tool_call>",
              "<seed:tool_call>\n<function=note>\n<parameter=text>"
                  + HARD
                  + "</parameter>\n<parameter=tags>['a', \"it's\"]</parameter>\n"
                  + "<parameter=ok>True</parameter>\n</function>\n</seed:tool_call>",
              "<seed:tool_call>\n<function=weather>{\"city\": 1}</function>\n</seed:tool_call>"),
          new Sample(
              "glm",
              "<tool_call>weather\n<arg_key>city</arg_key>\n<arg_value>Oslo</arg_value>\n"
                  + "<arg_key>days</arg_key>\n<arg_value>2</arg_value>\n</tool_call>",
              "<tool_call>note<arg_key>text</arg_key><arg_value>"
                  + HARD
                  + "</arg_value><arg_key>tags</arg_key><arg_value>[\"a\", \"it's\"]</arg_value>"
                  + "<arg_key>ok</arg_key><arg_value>true</arg_value></tool_call>",
              "<tool_call>weather\n<arg_key>city</arg_key>\nOslo\n</tool_call>"),
          new Sample(
              "hunyuan",
              "<tool_calls:opensource>\n<tool_call:opensource>weather<tool_sep:opensource>\n"
                  + "<arg_key:opensource>city</arg_key:opensource>\n"
                  + "<arg_value:opensource>Oslo</arg_value:opensource>\n"
                  + "<arg_key:opensource>days</arg_key:opensource>\n"
                  + "<arg_value:opensource>2</arg_value:opensource>\n"
                  + "</tool_call:opensource>\n</tool_calls:opensource>",
              "<tool_calls:opensource>\n<tool_call:opensource>note<tool_sep:opensource>\n"
                  + "<arg_key:opensource>text</arg_key:opensource>\n<arg_value:opensource>"
                  + HARD
                  + "</arg_value:opensource>\n<arg_key:opensource>tags</arg_key:opensource>\n"
                  + "<arg_value:opensource>[\"a\", \"it's\"]</arg_value:opensource>\n"
                  + "<arg_key:opensource>ok</arg_key:opensource>\n"
                  + "<arg_value:opensource>true</arg_value:opensource>\n"
                  + "</tool_call:opensource>\n</tool_calls:opensource>",
              "<tool_calls:opensource>\n<tool_call:opensource>weather</tool_call:opensource>"),
          new Sample(
              "kimi-k2",
              "<|tool_calls_section_begin|><|tool_call_begin|>functions.weather:0"
                  + "<|tool_call_argument_begin|>{\"city\": \"Oslo\", \"days\": 2}"
                  + "<|tool_call_end|><|tool_calls_section_end|>",
              "<|tool_calls_section_begin|><|tool_call_begin|>functions.note:3"
                  + "<|tool_call_argument_begin|>"
                  + hardJson()
                  + "<|tool_call_end|><|tool_calls_section_end|>",
              "<|tool_calls_section_begin|><|tool_call_begin|>functions.weather:0"
                  + "<|tool_call_argument_begin|>{\"city\": Oslo}<|tool_call_end|>"),
          new Sample(
              "minimax-m1",
              "<tool_calls>\n" + call("weather", weatherJson()) + "\n</tool_calls>",
              "<tool_calls>\n" + call("note", hardJson()) + "\n</tool_calls>",
              "<tool_calls>\n{\"name\": \"weather\", \"arguments\": {city}}\n</tool_calls>"),
          new Sample(
              "minimax-m2",
              "<minimax:tool_call>\n<invoke name=\"weather\">\n<parameter name=\"city\">Oslo"
                  + "</parameter>\n<parameter name=\"days\">2</parameter>\n</invoke>\n"
                  + "</minimax:tool_call>",
              "<minimax:tool_call>\n<invoke name=\"note\">\n<parameter name=\"text\">"
                  + HARD
                  + "</parameter>\n<parameter name=\"tags\">[\"a\", \"it's\"]</parameter>\n"
                  + "<parameter name=\"ok\">true</parameter>\n</invoke>\n</minimax:tool_call>",
              "<minimax:tool_call>\n<call name=\"weather\"/>\n</minimax:tool_call>"),
          new Sample(
              "minimax-m3",
              M
                  + "<tool_call>\n"
                  + M
                  + "<invoke name=\"weather\">"
                  + M
                  + "<city>Oslo"
                  + M
                  + "</city>"
                  + M
                  + "<days>2"
                  + M
                  + "</days>"
                  + M
                  + "</invoke>\n"
                  + M
                  + "</tool_call>",
              M
                  + "<tool_call>\n"
                  + M
                  + "<invoke name=\"note\">"
                  + M
                  + "<text>"
                  + HARD
                  + M
                  + "</text>"
                  + M
                  + "<tags>"
                  + M
                  + "<item>a"
                  + M
                  + "</item>"
                  + M
                  + "<item>it's"
                  + M
                  + "</item>"
                  + M
                  + "</tags>"
                  + M
                  + "<ok>true"
                  + M
                  + "</ok>"
                  + M
                  + "</invoke>\n"
                  + M
                  + "</tool_call>",
              M
                  + "<tool_call>\n"
                  + M
                  + "<invoke name=\"weather\">"
                  + M
                  + "<city>"
                  + M
                  + "</invoke>\n"
                  + M
                  + "</tool_call>"),
          new Sample(
              "deepseek-v3.2",
              "<"
                  + D
                  + "function_calls>\n<"
                  + D
                  + "invoke name=\"weather\">\n<"
                  + D
                  + "parameter name=\"city\" string=\"true\">Oslo</"
                  + D
                  + "parameter>\n<"
                  + D
                  + "parameter name=\"days\" string=\"false\">2</"
                  + D
                  + "parameter>\n</"
                  + D
                  + "invoke>\n</"
                  + D
                  + "function_calls>",
              "<"
                  + D
                  + "function_calls>\n<"
                  + D
                  + "invoke name=\"note\">\n<"
                  + D
                  + "parameter name=\"text\" string=\"true\">"
                  + HARD
                  + "</"
                  + D
                  + "parameter>\n<"
                  + D
                  + "parameter name=\"tags\" string=\"false\">"
                  + "[\"a\", \"it's\"]</"
                  + D
                  + "parameter>\n<"
                  + D
                  + "parameter name=\"ok\" string=\"false\">true</"
                  + D
                  + "parameter>\n</"
                  + D
                  + "invoke>\n</"
                  + D
                  + "function_calls>",
              "<" + D + "function_calls>\nweather\n</" + D + "function_calls>"),
          new Sample(
              "gemma4",
              "<|tool_call>call:weather{city:<|\"|>Oslo<|\"|>,days:2}<tool_call|>",
              "<|tool_call>call:note{ok:true,tags:[<|\"|>a<|\"|>,<|\"|>it's<|\"|>],text:<|\"|>"
                  + HARD
                  + "<|\"|>}<tool_call|>",
              "<|tool_call>call:weather{city}<tool_call|>"),
          new Sample(
              "lfm2",
              "<|tool_call_start|>[weather(city='Oslo', days=2)]<|tool_call_end|>",
              "<|tool_call_start|>[note(text='"
                  + HARD
                  + "', tags=['a', \"it's\"], ok=True)]<|tool_call_end|>",
              "<|tool_call_start|>[weather(city='Oslo', days]<|tool_call_end|>"),
          new Sample(
              "gigachat",
              "<|function_call|>" + call("weather", weatherJson()),
              "<|message_sep|>\n\nfunction call<|role_sep|>\n" + call("note", hardJson()),
              "<|function_call|>{\"name\": \"weather\", \"arguments\": {\"city\": \"Oslo}"),
          new Sample(
              "apertus",
              "<|tools_prefix|>[{\"weather\": " + weatherJson() + "}]<|tools_suffix|>",
              "<|tools_prefix|>[{\"note\": " + hardJson() + "}]<|tools_suffix|>",
              "<|tools_prefix|>[{\"weather\": [1]}]<|tools_suffix|>"),
          new Sample(
              "functionary-v3.1",
              "<function=weather>" + weatherJson() + "</function>",
              "<function=note>" + hardJson() + "</function>",
              "<function=weather>{\"city\": }</function>"),
          new Sample(
              "firefunction",
              "functools[" + call("weather", weatherJson()) + "]",
              "functools[" + call("note", hardJson()) + "]",
              "functools[{\"name\": \"weather\", \"arguments\": {\"city\"}}]"),
          new Sample(
              "minicpm5",
              "<function name=\"weather\"><param name=\"city\">Oslo</param>"
                  + "<param name=\"days\">2</param></function>",
              "<function name=\"note\"><param name=\"text\"><![CDATA["
                  + HARD
                  + "]]></param><param name=\"tags\">['a', \"it's\"]</param>"
                  + "<param name=\"ok\">True</param></function>",
              "<function name=\"weather\">Oslo</function>"));

  private FormatSamples() {}

  /// @param one the call of `weather` with the city Oslo and 2 days
  /// @param hard the call of `note` with [#HARD], the tags `a` and `it's`, and true
  /// @param broken what was meant as a call and is none
  record Sample(String dialect, String one, String hard, String broken) {
    /// The call of another city.
    String other() {
      return one.replace("Oslo", "Rome");
    }

    @Override
    public String toString() {
      return dialect;
    }
  }

  private static String call(String name, String arguments) {
    return "{\"name\": \"" + name + "\", \"arguments\": " + arguments + "}";
  }

  private static String weatherJson() {
    return "{\"city\": \"Oslo\", \"days\": 2}";
  }

  private static String hardJson() {
    return "{\"text\": " + Json.writeText(HARD) + ", \"tags\": [\"a\", \"it's\"], \"ok\": true}";
  }

  /// The tools, with their parameters' types.
  static List<Tool> tools() {
    String weather = "{\"city\": {\"type\": \"string\"}, \"days\": {\"type\": \"integer\"}}";
    String note =
        "{\"text\": {\"type\": \"string\"}, \"tags\": {\"type\": \"array\", \"items\": {\"type\":"
            + " \"string\"}}, \"ok\": {\"type\": \"boolean\"}}";
    return List.of(tool("weather", weather), tool("note", note));
  }

  private static Tool tool(String name, String properties) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("type", "object");
    parameters.put("properties", Json.readTree(properties));
    parameters.put("additionalProperties", false);
    return new Tool(name, "", Map.of("function", Map.of("name", name, "parameters", parameters)));
  }
}
