package jan4j.model.template;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.testkit.TestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What well-known templates of the chat-template corpus can express, as their sources say.
class CapabilitiesCorpusTest {
  private static final Map<String, String> EXPECTED = new LinkedHashMap<>();

  static {
    // The last answer gets a block of reasoning, which the generation prompt has not.
    EXPECTED.put(
        "llamacpp__Qwen-Qwen3-0.6B",
        "system tools calls parallel results reasoning switch=enable_thinking generation");
    // It refuses two calls in a turn, and writes any role's name.
    EXPECTED.put(
        "llamacpp__meta-llama-Llama-3.1-8B-Instruct",
        "system developer tools calls results generation prefill");
    // The end of a user turn opens the answer.
    EXPECTED.put(
        "llamacpp__mistralai-Mistral-Nemo-Instruct-2407",
        "system tools calls parallel results prefill");
    // It refuses system texts and anything but users and assistants by turns.
    EXPECTED.put("llamacpp__google-gemma-2-2b-it", "generation prefill");
    // Its system text may only be a list of parts, and is written before the first user text.
    EXPECTED.put("automap__gemma3-1b", "parts generation prefill");
    // It gives a generator to `tojson`, so tools fail; the prompt opens the reasoning.
    EXPECTED.put("llamacpp__llama-cpp-deepseek-r1", "system results generation");
    // It writes the first call of a turn only.
    EXPECTED.put(
        "llamacpp__openai-gpt-oss-120b",
        "system developer tools calls results reasoning effort generation");
    // Each user turn opens the answer, whether asked to or not.
    EXPECTED.put("automap__phi4-14b", "system prefill");
    // A last system turn stands before the answer, so none can be begun.
    EXPECTED.put(
        "llamacpp__CohereForAI-c4ai-command-r-plus-tool_use",
        "system tools calls parallel results generation");
    // This version of it offers no tools.
    EXPECTED.put(
        "llamacpp__HuggingFaceTB-SmolLM3-3B",
        "system results switch=enable_thinking generation prefill");
    // It writes any role's name, and no calls.
    EXPECTED.put(
        "llamacpp__ibm-granite-granite-3.3-2B-Instruct",
        "system developer tools results switch=thinking generation prefill");
  }

  @Test
  void wellKnownTemplatesCanExpressWhatTheirSourcesSay() throws IOException {
    Path templates = TestEnvironment.corpora("chat-templates").resolve("templates");
    Map<String, String> actual = new LinkedHashMap<>();
    for (String name : EXPECTED.keySet()) {
      String source = Files.readString(templates.resolve(name + ".jinja"));
      actual.put(name, CapabilityWords.of(ChatTemplate.compile(source).capabilities()));
    }
    assertThat(actual).isEqualTo(EXPECTED);
  }
}
