package jan4j.model.bench;

import jan4j.model.jinja.Template;
import jan4j.model.jinja.TemplateException;
import jan4j.model.template.ChatTemplate;
import jan4j.model.template.RenderedPrompt;
import jan4j.model.template.TemplateInput;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What compiling a chat template and rendering 20 messages with tools cost, warm.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TemplateBenchmark {
  /// A file of the corpus, without `.jinja`.
  @Param({
    "llamacpp__Qwen-Qwen3-0.6B",
    "llamacpp__meta-llama-Llama-3.1-8B-Instruct",
    "llamacpp__deepseek-ai-DeepSeek-R1-Distill-Llama-8B",
    "automap__deepseek-v3-671b",
    "llamacpp__openai-gpt-oss-120b",
    "llamacpp__NousResearch-Hermes-2-Pro-Llama-3-8B-tool_use"
  })
  public String template = "";

  private String source = "";
  private ChatTemplate chat = ChatTemplate.plain();
  private Template raw = Template.compile("");
  private final TemplateInput input = Conversation.input();
  private final Map<String, Object> variables = Conversation.variables();

  /// Compiles, and finds out what the template can express.
  @Setup
  public void prepare() throws IOException {
    source = Conversation.source(template);
    chat = ChatTemplate.compile(source);
    raw = Template.compile(source);
    chat.render(input);
  }

  /// Source to a compiled template.
  @Benchmark
  public Object compile() {
    return ChatTemplate.compile(source);
  }

  /// Messages to a prompt's segments.
  @Benchmark
  public RenderedPrompt renderChat() {
    return chat.render(input);
  }

  /// Template variables to text, without adaptation; a template may refuse them.
  @Benchmark
  public Object renderRaw() {
    try {
      return raw.render(variables, Conversation.CLOCK);
    } catch (TemplateException e) {
      return e;
    }
  }
}
