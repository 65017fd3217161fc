package jan4j.wire.openai;

import jan4j.core.AnswerForm;
import jan4j.core.GenerationRequest;
import jan4j.core.JanException;
import jan4j.core.Message;
import jan4j.core.ModelEntry;
import jan4j.core.Prompt;
import jan4j.core.Sampling;
import jan4j.core.Tool;
import jan4j.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the bodies of `POST /v1/chat/completions` and `/v1/completions`: raw JSON ends here. Every
/// failure names the field at fault. Thread-safe.
public final class RequestMapper {
  /// OpenAI's words for how much a model is to think.
  private static final List<String> EFFORTS =
      List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

  private final ModelChoice models;

  /// @param models finds the model that a request names
  public RequestMapper(ModelChoice models) {
    this.models = models;
  }

  /// Reads a chat request.
  ///
  /// @param id names the request; choices of one that asks for several get `id-index`
  /// @throws JanException for a body that is no JSON or asks for what cannot be done
  public ApiRequest chat(byte[] body, String id) {
    ChatRequest chat = Json.read(body, ChatRequest.class);
    GenerationFields fields = Json.read(body, GenerationFields.class);
    List<Message> messages = MessageMapper.messages(chat.messages());
    refuseUnsupported(chat);
    List<Tool> tools =
        "none".equals(chat.toolChoice()) ? List.of() : MessageMapper.tools(chat.tools());
    Prompt prompt = new Prompt.Chat(messages, tools, variables(chat));
    AnswerForm form = FormMapper.chat(chat, fields, tools);
    return build(id, fields, new Wanted(List.of(prompt), form, chatLogprobs(chat), List.of()));
  }

  /// Reads a text completion request.
  ///
  /// @param id names the request; choices of one that asks for several get `id-index`
  /// @throws JanException for a body that is no JSON or asks for what cannot be done
  public ApiRequest completion(byte[] body, String id) {
    CompletionRequest completion = Json.read(body, CompletionRequest.class);
    GenerationFields fields = Json.read(body, GenerationFields.class);
    if (completion.suffix() != null && !completion.suffix().isEmpty()) {
      throw JanException.unsupported("suffix", "suffix is not supported yet; leave it out");
    }
    if (completion.bestOf() != null && completion.bestOf() > 1) {
      throw JanException.unsupported("best_of", "best_of above 1 is not supported; use n");
    }
    List<Prompt> prompts = PromptReader.read(completion.prompt());
    int logprobs =
        completion.logprobs() == null ? -1 : checkLogprobs("logprobs", completion.logprobs());
    List<String> echo =
        Boolean.TRUE.equals(completion.echo()) ? echo(prompts, logprobs) : List.of();
    return build(id, fields, new Wanted(prompts, FormMapper.text(fields), logprobs, echo));
  }

  /// The template variables: the client's own win over what `reasoning_effort` says. Templates have
  /// three names for it: a level, and two switches.
  private static Map<String, Object> variables(ChatRequest chat) {
    Map<String, Object> variables = new LinkedHashMap<>();
    if (chat.chatTemplateKwargs() != null) {
      variables.putAll(chat.chatTemplateKwargs());
    }
    String effort = chat.reasoningEffort();
    if (effort != null) {
      if (!EFFORTS.contains(effort)) {
        throw JanException.invalid(
            "reasoning_effort", "reasoning_effort is unknown; use one of " + EFFORTS);
      }
      variables.putIfAbsent("reasoning_effort", effort);
      if (!variables.containsKey("enable_thinking") && !variables.containsKey("thinking")) {
        variables.put("enable_thinking", !effort.equals("none"));
        variables.put("thinking", !effort.equals("none"));
      }
    }
    return variables;
  }

  /// What the two endpoints read each in its own way.
  private record Wanted(List<Prompt> prompts, AnswerForm form, int logprobs, List<String> echo) {}

  private ApiRequest build(String id, GenerationFields f, Wanted wanted) {
    List<Prompt> prompts = wanted.prompts();
    int n = f.n() == null ? 1 : f.n();
    if (n < 1 || n > ApiRequest.MAX_N) {
      throw JanException.invalid("n", "n is " + n + "; give 1 to " + ApiRequest.MAX_N);
    }
    if (n * prompts.size() > ApiRequest.MAX_CHOICES) {
      throw JanException.invalid(
          "n",
          n
              + " choices for each of "
              + prompts.size()
              + " prompts are too many; the limit is "
              + ApiRequest.MAX_CHOICES
              + " in all");
    }
    ModelEntry model = models.choose(f.model());
    Sampling sampling = SamplingMapper.map(f, model.sampling());
    List<String> stop = stop(f.stop());
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < n * prompts.size(); i++) {
      requests.add(
          new GenerationRequest(
              n * prompts.size() == 1 ? id : id + "-" + i,
              model.id(),
              prompts.get(i / n),
              seeded(sampling, i % n),
              maxTokens(f),
              stop,
              wanted.logprobs(),
              !Boolean.FALSE.equals(f.cachePrompt()),
              Boolean.TRUE.equals(f.returnProgress()),
              wanted.form()));
    }
    return new ApiRequest(
        model.id().value(),
        requests,
        n,
        Boolean.TRUE.equals(f.stream()),
        f.streamOptions() != null && Boolean.TRUE.equals(f.streamOptions().includeUsage()),
        Boolean.TRUE.equals(f.timingsPerToken()),
        wanted.echo());
  }

  /// Several choices of one seed would all be the same text.
  private static Sampling seeded(Sampling sampling, int choice) {
    return sampling.seed() < 0 || choice == 0
        ? sampling
        : sampling.toBuilder().seed(sampling.seed() + choice).build();
  }

  private static int maxTokens(GenerationFields f) {
    if (f.maxCompletionTokens() != null) {
      return checkMax("max_completion_tokens", f.maxCompletionTokens());
    }
    if (f.maxTokens() != null) {
      return checkMax("max_tokens", f.maxTokens());
    }
    return f.nPredict() == null ? -1 : checkMax("n_predict", f.nPredict());
  }

  private static int checkMax(String field, int value) {
    if (value < -1) {
      throw JanException.invalid(
          field, field + " is " + value + "; give 0 or more, or -1 for no limit");
    }
    return value;
  }

  private static int chatLogprobs(ChatRequest chat) {
    boolean wanted = Boolean.TRUE.equals(chat.logprobs());
    if (chat.topLogprobs() == null) {
      return wanted ? 0 : -1;
    }
    if (!wanted && chat.topLogprobs() > 0) {
      throw JanException.invalid("top_logprobs", "top_logprobs needs logprobs to be true");
    }
    int top = checkLogprobs("top_logprobs", chat.topLogprobs());
    return wanted ? top : -1;
  }

  private static int checkLogprobs(String field, int value) {
    if (value < 0 || value > GenerationRequest.MAX_LOGPROBS) {
      throw JanException.invalid(
          field, field + " is " + value + "; give 0 to " + GenerationRequest.MAX_LOGPROBS);
    }
    return value;
  }

  private static List<String> stop(@Nullable Object stop) {
    return switch (stop) {
      case null -> List.of();
      case String text -> text.isEmpty() ? List.of() : List.of(text);
      case List<?> list -> {
        List<String> out = new ArrayList<>();
        for (Object text : list) {
          if (!(text instanceof String s)) {
            throw JanException.invalid("stop", "stop holds something that is no text");
          }
          out.add(s);
        }
        yield out;
      }
      default -> throw JanException.invalid("stop", "stop is neither a text nor a list of texts");
    };
  }

  private static List<String> echo(List<Prompt> prompts, int logprobs) {
    if (logprobs >= 0) {
      throw JanException.unsupported(
          "echo", "echo together with logprobs is not supported yet; ask for one of them");
    }
    List<String> out = new ArrayList<>();
    for (Prompt prompt : prompts) {
      if (!(prompt instanceof Prompt.Text text)) {
        throw JanException.unsupported("echo", "echo needs prompts that are text");
      }
      out.add(text.text());
    }
    return out;
  }

  private static void refuseUnsupported(ChatRequest chat) {
    refuse("functions", chat.functions(), "use tools");
    refuse("function_call", chat.functionCall(), "use tools and tool_choice");
    refuse("audio", chat.audio(), "answers are text");
    refuse("web_search_options", chat.webSearchOptions(), "leave it out");
    if (chat.modalities() instanceof List<?> list
        && list.stream().anyMatch(m -> !"text".equals(m))) {
      refuse("modalities", list, "answers are text");
    }
  }

  private static void refuse(String field, @Nullable Object value, String advice) {
    if (value != null) {
      throw JanException.unsupported(field, field + " is not supported yet; " + advice);
    }
  }
}
