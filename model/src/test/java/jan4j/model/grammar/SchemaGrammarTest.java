package jan4j.model.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jan4j.core.ErrorCode;
import jan4j.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaGrammarTest {
  private static GrammarText of(String schema) {
    return SchemaGrammar.of(Json.readTree(schema), GrammarOptions.STRICT);
  }

  private static boolean allows(GrammarText grammar, String text) {
    return GbnfMatcher.of(grammar.gbnf()).matches(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"uniqueItems": true}                            | uniqueItems          | /uniqueItems
          {"properties": {"a": {"multipleOf": 123457}}}    | multipleOf           | /properties/a/multipleOf
          {"pattern": "(a)\\\\1"}                          | pattern              | /pattern
          {"pattern": "^+"}                                | pattern              | /pattern
          {"pattern": "{2}x"}                              | pattern              | /pattern
          {"pattern": "(a{900}){900}"}                     | pattern              | /pattern
          {"pattern": "(?<=a)b"}                           | pattern              | /pattern
          {"items": {"$ref": "other.json"}}                | $ref                 | /items/$ref
          {"$ref": "#"}                                    | $ref                 | /$ref
          {"type": "text"}                                 | type                 | /type
          {"minimum": "3"}                                 | minimum              | /minimum
          {"required": "a"}                                | required             | /required
          {"anyOf": []}                                    | anyOf                | /anyOf
          {"not": {"uniqueItems": true}}                   | not                  | /not
          {"not": {"format": "email"}}                     | format               | /not/format
          {"$schema": "http://x.example/own"}              | $schema              | /$schema
          {"minimum": 1e500}                               | minimum              | /minimum
          """)
  void whatCannotBeHeldIsRefusedByKeywordAndPlace(String schema, String keyword, String path) {
    SchemaRefused refused = catchThrowableOfType(SchemaRefused.class, () -> of(schema));

    assertThat(refused).isNotNull();
    assertThat(refused.keyword()).isEqualTo(keyword);
    assertThat(refused.path()).isEqualTo(path);
    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(refused.getMessage()).contains(path);
  }

  @Test
  void aSchemaWithoutAnyValueIsRefused() {
    assertThatThrownBy(() -> of("{\"type\": \"string\", \"minimum\": 1, \"enum\": [2]}"))
        .isInstanceOf(SchemaRefused.class)
        .hasMessageContaining("no value");
    assertThatThrownBy(() ->
            of(
                "{\"type\": \"object\", \"required\": [\"a\"], \"properties\": {\"a\": {\"$ref\": \"#\"}}}"))
        .isInstanceOf(SchemaRefused.class);
  }

  @Test
  void bestEffortLeavesOutWhatCannotBeHeldAndNotesIt() {
    GrammarText grammar =
        SchemaGrammar.of(
            Json.readTree(
                "{\"type\": \"array\", \"uniqueItems\": true, \"items\": {\"type\": \"integer\"}}"),
            GrammarOptions.BEST_EFFORT);

    assertThat(grammar.notes()).extracting(Unenforced::path).containsExactly("/uniqueItems");
    assertThat(allows(grammar, "[1,1]")).isTrue();
    assertThat(allows(grammar, "[\"a\"]")).isFalse();
  }

  @Test
  void bestEffortNeverTurnsAroundWhatIsNegated() {
    GrammarText grammar =
        SchemaGrammar.of(
            Json.readTree("{\"not\": {\"uniqueItems\": true}, \"type\": \"array\"}"),
            GrammarOptions.BEST_EFFORT);

    assertThat(grammar.notes()).extracting(Unenforced::keyword).containsExactly("not");
    assertThat(allows(grammar, "[1,1]")).isTrue();
  }

  @Test
  void formatsThatAreNotKnownAreAnnotations() {
    GrammarText grammar = of("{\"format\": \"color\"}");

    assertThat(allows(grammar, "\"red\"")).isTrue();
    assertThat(grammar.notes()).extracting(Unenforced::path).containsExactly("/format");
  }

  @Test
  void aPatternNeverWritesTextThatIsNoJson() {
    GrammarText grammar = of("{\"type\": \"string\", \"pattern\": \"^.\\\"\\\\\\\\x[^a]$\"}");

    assertThat(allows(grammar, "\"y\\\"\\\\xb\"")).isTrue();
    assertThat(allows(grammar, "\"y\"\\x\n\"")).isFalse();
    assertThat(allows(grammar, "\"y\\\"\\\\x\n\"")).isFalse();
    assertThat(allows(grammar, "\"y\\\"\\\\x\\n\"")).isTrue();
  }

  @Test
  void theSameNameTwiceIsNotCountedTwice() {
    GrammarText grammar = of("{\"minProperties\": 2, \"type\": \"object\"}");

    assertThat(allows(grammar, "{\"a\":1,\"b\":1}")).isTrue();
    assertThat(allows(grammar, "{\"a\":1,\"a\":1}")).isFalse();
    assertThat(allows(grammar, "{\"a\":1,\"\\u0061\":1}")).isFalse();
  }

  @Test
  void whiteSpaceIsBounded() {
    GrammarText grammar = of("{\"type\": \"array\"}");

    assertThat(allows(grammar, "[\n  1,\n  2\n]")).isTrue();
    assertThat(allows(grammar, "[ 1, 2 ]")).isTrue();
    assertThat(allows(grammar, "[\n\n1]")).isFalse();
    assertThat(allows(grammar, " []")).isFalse();
  }

  @Test
  void draft7IgnoresWhatStandsBesideAReference() {
    String schema =
        "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"definitions\": {\"a\": {\"type\": \"array\"}},"
            + " \"properties\": {\"x\": {\"$ref\": \"#/definitions/a\", \"maxItems\": 1}}, \"required\": [\"x\"]}";

    assertThat(allows(of(schema), "{\"x\":[1,2]}")).isTrue();
    assertThat(
            allows(of(schema.replace("draft-07/schema#", "draft/2020-12/schema")), "{\"x\":[1,2]}"))
        .isFalse();
  }

  @Test
  void severalSchemasShareAGrammarUnderTheirPrefixes() {
    GrammarRules rules = new GrammarRules(GrammarOptions.STRICT);

    String one = rules.add("tool-0", Map.of("type", "integer"));
    String two = rules.add("tool-1", Map.of("type", "object"));

    assertThat(rules.text().lines())
        .allMatch(l -> l.startsWith("tool-0") || l.startsWith("tool-1"));
    GbnfMatcher matcher =
        GbnfMatcher.of("root ::= \"f\" " + one + " | \"g\" " + two + "\n" + rules.text());
    assertThat(matcher.matches("f12")).isTrue();
    assertThat(matcher.matches("g{}")).isTrue();
    assertThat(matcher.matches("g12")).isFalse();
  }

  @Test
  void deepNestingIsRefusedOrHeldWithoutOverflow() {
    Object schema = Map.of("type", "integer");
    for (int i = 0; i < 5_000; i++) {
      schema = Map.of("items", schema);
    }
    Object deep = schema;

    assertThatThrownBy(() -> SchemaGrammar.of(deep, GrammarOptions.STRICT))
        .isInstanceOf(SchemaRefused.class)
        .hasMessageContaining("nested");
  }

  @Test
  void manyOptionalMembersNeedFewRules() {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (int i = 0; i < 200; i++) {
      properties.put("p" + i, Map.of("type", "integer"));
    }
    GrammarText grammar =
        SchemaGrammar.of(
            Map.of("type", "object", "properties", properties, "additionalProperties", false),
            GrammarOptions.STRICT);

    assertThat(grammar.gbnf().lines().count()).isLessThan(1_000);
    assertThat(allows(grammar, "{\"p3\":1,\"p199\":2}")).isTrue();
  }

  @Test
  void longRepetitionsAreWrittenInSmallOnes() {
    GrammarText grammar =
        SchemaGrammar.of(
            Map.of("type", "string", "minLength", 1_950, "maxLength", 4_321),
            GrammarOptions.STRICT);

    assertThat(grammar.gbnf()).doesNotContainPattern("\\{[0-9]*,?[0-9]{5,}}");
    assertThat(allows(grammar, "\"" + "x".repeat(1_950) + "\"")).isTrue();
    assertThat(allows(grammar, "\"" + "x".repeat(4_321) + "\"")).isTrue();
    assertThat(allows(grammar, "\"" + "x".repeat(1_949) + "\"")).isFalse();
    assertThat(allows(grammar, "\"" + "x".repeat(4_322) + "\"")).isFalse();
  }

  @Test
  void aLongEnumerationStaysAutomaton() {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      values.add("value " + i);
    }
    GrammarText grammar = SchemaGrammar.of(Map.of("enum", values), GrammarOptions.STRICT);

    assertThat(allows(grammar, "\"value 599\"")).isTrue();
    assertThat(allows(grammar, "\"value 600\"")).isFalse();
    assertThat(GbnfMatcher.of(grammar.gbnf()).start().next("\"value 5").nStacks()).isLessThan(20);
  }
}
