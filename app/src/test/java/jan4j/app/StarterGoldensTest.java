package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.LoadOptions;
import jan4j.core.ModelId;
import jan4j.testkit.RawHttpClient;
import jan4j.testkit.RawHttpResponse;
import jan4j.testkit.TestEnvironment;
import jan4j.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The starter model's greedy answers are those of llama-server of the same release, recorded by
/// `scripts/regen starter-goldens`. Where they part, the peer's two best tokens were as good as
/// equal there: other kernels round otherwise.
@Tag("slow")
class StarterGoldensTest {
  private static final double TIE = 0.1;

  private static RealStack stack;
  private static ModelId model;

  @BeforeAll
  static void load() {
    var file = TestEnvironment.starterModel();
    stack = new RealStack(TestEnvironment.nativeFolder());
    model = stack.add("starter", file, LoadOptions.DEFAULT);
  }

  @AfterAll
  static void close() {
    if (stack != null) {
      stack.close();
    }
  }

  static List<Map<?, ?>> cases() throws IOException {
    try (InputStream in =
        StarterGoldensTest.class.getResourceAsStream("/golden/starter-greedy.json")) {
      Object cases = Json.readTree(new String(in.readAllBytes())).get("cases");
      List<Map<?, ?>> out = new ArrayList<>();
      for (Object c : (List<?>) cases) {
        out.add((Map<?, ?>) c);
      }
      assertThat(out).hasSizeGreaterThanOrEqualTo(20);
      return out;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aGreedyAnswerIsThePeers(Map<?, ?> golden) {
    List<?> tokens = (List<?>) golden.get("tokens");
    boolean chat = golden.get("messages") != null;
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", model.value());
    body.put(chat ? "messages" : "prompt", chat ? golden.get("messages") : golden.get("prompt"));
    body.put("max_tokens", tokens.size());
    body.put("temperature", 0);
    body.put("cache_prompt", false);
    String ours = text(send(body, chat), chat);
    String peers = String.valueOf(golden.get("content"));
    if (!ours.equals(peers)) {
      body.put("logprobs", chat ? true : 0);
      int parted = partedAt(pieces(send(body, chat), chat), peers);
      List<?> row = (List<?>) tokens.get(parted);
      double gap = ((Number) row.get(1)).doubleValue() - ((Number) row.get(3)).doubleValue();
      assertThat(gap)
          .as("parted at token %d: ours \"%s\", the peer's \"%s\"", parted, ours, peers)
          .isLessThanOrEqualTo(TIE);
    }
  }

  private static Map<String, Object> send(Map<String, Object> body, boolean chat) {
    try (RawHttpClient client = RawHttpClient.connect(stack.server.port())) {
      RawHttpResponse response =
          client
              .postJson(chat ? "/v1/chat/completions" : "/v1/completions", Json.writeText(body))
              .readResponse();
      assertThat(response.status()).as(response.text()).isEqualTo(200);
      return Json.readTree(response.text());
    }
  }

  /// The texts of our tokens, as the API reports them beside their probabilities.
  private static List<String> pieces(Map<String, Object> answer, boolean chat) {
    Map<?, ?> choice = (Map<?, ?>) ((List<?>) answer.get("choices")).getFirst();
    Map<?, ?> logprobs = (Map<?, ?>) choice.get("logprobs");
    List<?> rows = (List<?>) logprobs.get(chat ? "content" : "tokens");
    return rows.stream().map(r -> String.valueOf(chat ? ((Map<?, ?>) r).get("token") : r)).toList();
  }

  /// The first of our tokens that the peer's text does not go on with.
  private static int partedAt(List<String> pieces, String peers) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces.size(); i++) {
      if (!peers.startsWith(text.append(pieces.get(i)).toString())) {
        return i;
      }
    }
    return pieces.size();
  }

  private static String text(Map<String, Object> answer, boolean chat) {
    Map<?, ?> choice = (Map<?, ?>) ((List<?>) answer.get("choices")).getFirst();
    return String.valueOf(
        chat ? ((Map<?, ?>) choice.get("message")).get("content") : choice.get("text"));
  }
}
