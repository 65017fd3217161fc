package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jan4j.testkit.TestEnvironment;
import jan4j.wire.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Random schemas through everything: HTTP, grammar, the starter model, and a validator that knows
/// nothing of grammars. `-Djan4j.schemas=200` says how many.
@Tag("slow")
@Timeout(600)
class StarterSchemasSlowTest {
  private static final int SCHEMAS = Integer.getInteger("jan4j.schemas", 24);
  private static final int MAX_TOKENS = 240;

  /// @param problem what the validator says, or the empty string
  private record Outcome(
      Map<String, Object> schema,
      String reason,
      String text,
      String problem,
      int tokens,
      long millis) {}

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @Test
  void everyAnswerThatIsCompleteIsValid() throws InterruptedException, ExecutionException {
    List<Outcome> outcomes = new ArrayList<>();
    try (RealStack stack = new RealStack(TestEnvironment.nativeFolder());
        ExecutorService four = Executors.newFixedThreadPool(4)) {
      stack.add("starter", TestEnvironment.starterModel(), RealStack.options(4096, -1));
      Chats chats = new Chats(stack, "starter");
      List<Callable<Outcome>> all = new ArrayList<>();
      for (int seed = 0; seed < SCHEMAS; seed++) {
        int own = seed;
        all.add(() -> ask(chats, own));
      }
      for (Future<Outcome> outcome : four.invokeAll(all)) {
        outcomes.add(outcome.get());
      }
    }
    long cutOff = outcomes.stream().filter(o -> o.reason().equals("length")).count();
    Outcome slowest =
        outcomes.stream().max(Comparator.comparingLong(Outcome::millis)).orElseThrow();
    System.out.printf(
        "%d schemas, %d answers cut off by length; the slowest took %d ms: %s%n",
        outcomes.size(), cutOff, slowest.millis(), slowest);
    assertThat(outcomes)
        .filteredOn(o -> o.reason().equals("stop") && !o.problem().isEmpty())
        .isEmpty();
    assertThat(outcomes).filteredOn(o -> !List.of("stop", "length").contains(o.reason())).isEmpty();
    assertThat(cutOff).isLessThanOrEqualTo(SCHEMAS / 20);
  }

  private Outcome ask(Chats chats, int seed) {
    Map<String, Object> schema = new RandomSchemas(seed).next();
    String name = "{\"name\": \"n\", \"strict\": true}";
    Map<String, Object> format = Json.readTree(name);
    format.put("schema", schema);
    Map<String, Object> fields =
        Map.of(
            "messages",
            List.of(Map.of("role", "user", "content", "Write a JSON text about a person.")),
            "response_format",
            Map.of("type", "json_schema", "json_schema", format),
            "max_tokens",
            MAX_TOKENS,
            "temperature",
            seed % 3 == 0 ? 0 : 0.8,
            "seed",
            seed);
    long start = System.nanoTime();
    Chats.Answer answer = chats.streamed(fields);
    long millis = (System.nanoTime() - start) / 1_000_000;
    boolean complete = answer.reason().equals("stop");
    return new Outcome(
        schema,
        answer.reason(),
        answer.content(),
        complete ? problem(schema, answer.content()) : "",
        answer.completionTokens(),
        millis);
  }

  private String problem(Map<String, Object> schema, String text) {
    try {
      Json.read(text, Object.class);
    } catch (RuntimeException e) {
      return "no JSON: " + e.getMessage();
    }
    try {
      return violations(schema, text);
    } catch (RuntimeException e) {
      return "the validator fails: " + e;
    }
  }

  private String violations(Map<String, Object> schema, String text) {
    Schema compiled = registry.getSchema(Json.writeText(schema), InputFormat.JSON);
    List<com.networknt.schema.Error> errors =
        compiled.validate(
            text,
            InputFormat.JSON,
            context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)));
    return errors.isEmpty() ? "" : errors.toString();
  }
}
