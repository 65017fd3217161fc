package jan4j.model.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.wire.Json;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTypeTest {
  private static SchemaType property(String schema) {
    Map<String, Object> root =
        Json.readTree(
            "{\"$defs\": {\"s\": {\"type\": \"string\"}}, \"properties\": {\"x\": "
                + schema
                + "}}");
    return new SchemaType(root, root).property("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\": \"string\"} | 42 | \"42\"",
        "{\"type\": \"string\"} | \"q\" | \"\\\"q\\\"\"",
        "{\"$ref\": \"#/$defs/s\"} | true | \"true\"",
        "{\"enum\": [\"1\", \"2\"]} | 1 | \"1\"",
        "{\"type\": \"integer\"} | 42 | 42",
        "{\"type\": \"number\"} | -1.5e3 | -1.5e3",
        "{\"type\": \"boolean\"} | True | true",
        "{\"type\": \"boolean\"} | yes | \"yes\"",
        "{\"type\": [\"string\", \"null\"]} | None | null",
        "{\"type\": [\"string\", \"null\"]} | Nobody | \"Nobody\"",
        "{\"type\": [\"string\", \"integer\"]} | 7 | 7",
        "{\"type\": [\"string\", \"integer\"]} | 7.5 | \"7.5\"",
        "{\"anyOf\": [{\"type\": \"null\"}, {\"type\": \"string\"}]} | 1 | \"1\"",
        "{\"type\": \"array\"} | ['a', \"b\", (1, None)] | [\"a\",\"b\",[1,null]]",
        "{\"type\": \"object\"} | {'a': {\"b\": False}} | {\"a\":{\"b\":false}}",
        "{\"type\": \"object\"} | {'a': | \"{'a':\"",
        "{\"type\": \"integer\"} | 0123 | \"0123\"",
        "{} | 42 | 42",
        "{} | \"q\" | \"\\\"q\\\"\"",
        "{} | plain text | \"plain text\"",
        "{\"type\": \"integer\"} | [1] | [1]"
      })
  void bareTextBecomesJsonByTheSchema(String schema, String raw, String json) {
    assertThat(property(schema).json(raw)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a\\'b' | \"a'b\"",
        "'\\x41\\u00e9\\U0001F600' | \"Aé😀\"",
        "'\\d' | \"\\\\d\"",
        "\"\\/\" | \"/\"",
        "[1, 2,] | [1,2]",
        "() | []"
      })
  void pythonStringsAndListsAreRead(String python, String json) {
    LooseValue.Value value = LooseValue.read(python);
    assertThat(value).isNotNull();
    assertThat(value.json()).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"1 2", "nul", "[1", "{1: 2}", "'a", "+1", "1.", "{'a' 1}", "nan"})
  void whatIsNoValueIsNone(String text) {
    assertThat(LooseValue.read(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"100000"})
  void deepNestingIsRefused(int depth) {
    assertThat(LooseValue.read("[".repeat(depth))).isNull();
  }
}
