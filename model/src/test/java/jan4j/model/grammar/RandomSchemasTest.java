package jan4j.model.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jan4j.testkit.RandomSchemas;
import jan4j.testkit.SampleSchemas;
import jan4j.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Grammars against another implementation of JSON Schema.
class RandomSchemasTest {
  private static final int N_SCHEMAS = 400;
  private static final int N_VALUES = 25;

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @Test
  void aValueIsLetThroughExactlyWhereAValidatorAcceptsIt() {
    List<String> wrong = new ArrayList<>();
    int checked = 0;
    for (int seed = 0; seed < N_SCHEMAS; seed++) {
      RandomSchemas random = new RandomSchemas(seed);
      Map<String, Object> schema = random.schema();
      String text = Json.writeText(schema);
      Schema oracle = registry.getSchema(text, InputFormat.JSON);
      GbnfMatcher matcher;
      try {
        matcher = GbnfMatcher.of(SchemaGrammar.of(schema, GrammarOptions.STRICT).gbnf());
      } catch (SchemaRefused _) {
        continue;
      }
      for (int i = 0; i < N_VALUES; i++) {
        String value = Json.writeText(random.valueFor(schema));
        boolean valid = oracle.validate(value, InputFormat.JSON).isEmpty();
        boolean allowed =
            new InstanceCheck(matcher)
                .allows(
                    Json.readExactValue(value.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        if (valid != allowed) {
          wrong.add(seed + ": " + (valid ? "missed " : "let through ") + value + " of " + text);
        }
        checked++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(checked).isGreaterThan(N_SCHEMAS * N_VALUES / 2);
  }

  @Test
  void whatAGrammarWritesIsValid() {
    SchemaRegistry formats =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            b ->
                b.schemaRegistryConfig(
                    com.networknt.schema.SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .build()));
    Random random = new Random(11);
    List<String> wrong = new ArrayList<>();
    for (Map<String, Object> schema : SampleSchemas.first(200)) {
      String text = Json.writeText(schema);
      Schema oracle = formats.getSchema(text, InputFormat.JSON);
      String gbnf = SchemaGrammar.of(schema, GrammarOptions.STRICT).gbnf();
      for (int i = 0; i < 5; i++) {
        String written = new RandomText(gbnf, random).write();
        if (!oracle.validate(written, InputFormat.JSON).isEmpty()) {
          wrong.add(written + " of " + text + oracle.validate(written, InputFormat.JSON));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
