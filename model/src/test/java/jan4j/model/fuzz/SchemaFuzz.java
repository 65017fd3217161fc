package jan4j.model.fuzz;

import jan4j.core.JanException;
import jan4j.model.grammar.GrammarOptions;
import jan4j.model.grammar.SchemaGrammar;
import jan4j.model.grammar.SchemaRefused;
import jan4j.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Any JSON object is a schema that becomes a grammar, or is refused by name.
public final class SchemaFuzz {
  private SchemaFuzz() {}

  /// Called by Jazzer.
  public static void fuzzerTestOneInput(byte[] data) {
    Map<String, Object> schema;
    try {
      schema = Json.readTree(new String(data, StandardCharsets.UTF_8));
    } catch (JanException e) {
      return;
    }
    grammar(schema, GrammarOptions.STRICT);
    grammar(schema, GrammarOptions.BEST_EFFORT);
  }

  private static void grammar(Map<String, Object> schema, GrammarOptions options) {
    try {
      if (!SchemaGrammar.of(schema, options).gbnf().contains("root ::=")) {
        throw new IllegalStateException("a grammar without a start");
      }
    } catch (SchemaRefused e) {
      if (e.keyword().isEmpty() && e.getMessage() == null) {
        throw new IllegalStateException("refused without a reason", e);
      }
    }
  }
}
