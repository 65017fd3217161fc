package jan4j.engine;

import jan4j.core.GenerationRequest;
import jan4j.core.Message;
import jan4j.core.Part;
import jan4j.core.Prompt;
import jan4j.core.Sampling;
import jan4j.core.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request in the words of the OpenAI API, with llama-server's further fields.
record RemoteRequest(String path, Map<String, Object> body) {
  static RemoteRequest of(GenerationRequest request) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", request.model().value());
    String path =
        switch (request.prompt()) {
          case Prompt.Chat chat -> chat(chat, request, body);
          case Prompt.Text text -> text(text.text(), request.logprobs(), body);
          case Prompt.Tokens tokens -> text(tokens.tokens(), request.logprobs(), body);
        };
    body.put("stream", true);
    body.put("stream_options", Map.of("include_usage", true));
    if (request.maxTokens() >= 0) {
      body.put("max_tokens", request.maxTokens());
    }
    if (!request.stop().isEmpty()) {
      body.put("stop", request.stop());
    }
    body.put("cache_prompt", request.cachePrompt());
    body.put("return_progress", request.reportProgress());
    sampling(request.sampling(), body);
    RemoteForm.format(request.form().format(), body);
    return new RemoteRequest(path, body);
  }

  private static String chat(
      Prompt.Chat chat, GenerationRequest request, Map<String, Object> body) {
    int logprobs = request.logprobs();
    body.put("messages", chat.messages().stream().map(RemoteRequest::message).toList());
    if (!chat.tools().isEmpty()) {
      body.put("tools", chat.tools().stream().map(Tool::definition).toList());
      RemoteForm.tools(request.form(), body);
    }
    if (request.form().reasoningAsText()) {
      body.put("reasoning_format", "none");
    }
    if (!chat.variables().isEmpty()) {
      body.put("chat_template_kwargs", chat.variables());
    }
    if (logprobs >= 0) {
      body.put("logprobs", true);
      body.put("top_logprobs", logprobs);
    }
    return "/v1/chat/completions";
  }

  private static String text(Object prompt, int logprobs, Map<String, Object> body) {
    body.put("prompt", prompt);
    if (logprobs >= 0) {
      body.put("logprobs", logprobs);
    }
    return "/v1/completions";
  }

  private static Map<String, Object> message(Message message) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("role", message.role().word());
    out.put("content", message.text());
    if (!message.name().isEmpty()) {
      out.put("name", message.name());
    }
    if (!message.toolCallId().isEmpty()) {
      out.put("tool_call_id", message.toolCallId());
    }
    StringBuilder reasoning = new StringBuilder();
    List<Object> calls = new ArrayList<>();
    for (Part part : message.parts()) {
      switch (part) {
        case Part.Text _ -> {}
        case Part.Reasoning r -> reasoning.append(r.text());
        case Part.ToolCall c ->
            calls.add(
                Map.of(
                    "id",
                    c.id(),
                    "type",
                    "function",
                    "function",
                    Map.of("name", c.name(), "arguments", c.argumentsText())));
      }
    }
    if (!reasoning.isEmpty()) {
      out.put("reasoning_content", reasoning.toString());
    }
    if (!calls.isEmpty()) {
      out.put("tool_calls", calls);
    }
    return out;
  }

  private static void sampling(Sampling s, Map<String, Object> body) {
    body.put("temperature", s.temperature());
    body.put("top_k", s.topK());
    body.put("top_p", s.topP());
    body.put("min_p", s.minP());
    body.put("typical_p", s.typicalP());
    body.put("top_n_sigma", s.topNSigma());
    body.put("xtc_probability", s.xtcProbability());
    body.put("xtc_threshold", s.xtcThreshold());
    body.put("dynatemp_range", s.dynatempRange());
    body.put("dynatemp_exponent", s.dynatempExponent());
    body.put("repeat_last_n", s.repeatLastN());
    body.put("repeat_penalty", s.repeatPenalty());
    body.put("frequency_penalty", s.frequencyPenalty());
    body.put("presence_penalty", s.presencePenalty());
    body.put("dry_multiplier", s.dryMultiplier());
    body.put("dry_base", s.dryBase());
    body.put("dry_allowed_length", s.dryAllowedLength());
    body.put("dry_penalty_last_n", s.dryPenaltyLastN());
    body.put("dry_sequence_breakers", s.drySequenceBreakers());
    body.put("mirostat", s.mirostat());
    body.put("mirostat_tau", s.mirostatTau());
    body.put("mirostat_eta", s.mirostatEta());
    body.put("ignore_eos", s.ignoreEos());
    if (s.seed() != -1) {
      body.put("seed", s.seed());
    }
    if (!s.grammar().isEmpty()) {
      body.put("grammar", s.grammar());
    }
    if (!s.logitBias().isEmpty()) {
      body.put("logit_bias", s.logitBias().entrySet().stream().map(RemoteRequest::bias).toList());
    }
  }

  /// `false` bans a token: JSON has no infinity.
  private static List<Object> bias(Map.Entry<Integer, Double> entry) {
    boolean ban = entry.getValue().isInfinite();
    return List.of(entry.getKey(), ban ? (Object) false : entry.getValue());
  }
}
