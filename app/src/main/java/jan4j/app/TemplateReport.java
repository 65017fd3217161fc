package jan4j.app;

import jan4j.core.JanException;
import jan4j.model.dialect.Dialects;
import jan4j.model.gguf.Gguf;
import jan4j.model.template.Capabilities;
import jan4j.model.template.ChatTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The chat templates' part of [ModelReport].
final class TemplateReport {
  private TemplateReport() {}

  static Map<String, Object> of(Gguf gguf, List<String> warnings) {
    Map<String, Object> out = new LinkedHashMap<>();
    List<Object> templates = new ArrayList<>();
    String source = gguf.chatTemplate().orElse("");
    if (!source.isEmpty()) {
      templates.add(template("default", source));
    }
    for (String name : gguf.chatTemplateNames()) {
      templates.add(template(name, gguf.chatTemplate(name).orElse("")));
    }
    out.put("chat_templates", templates);
    if (source.isEmpty()) {
      if (gguf.nTokens().isPresent()) {
        warnings.add(
            "it has no chat template: a base or embedding model; chats are written in a plain form");
      }
      return out;
    }
    probe(source, out, warnings);
    return out;
  }

  private static Map<String, Object> template(String name, String source) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("name", name);
    out.put("characters", source.length());
    return out;
  }

  private static void probe(String source, Map<String, Object> out, List<String> warnings) {
    try {
      out.put("capabilities", tree(ChatTemplate.compile(source).capabilities()));
      out.put("dialect", Dialects.of(source).name());
    } catch (JanException e) {
      warnings.add("its chat template cannot be used: " + e.getMessage());
    }
  }

  private static Map<String, Object> tree(Capabilities can) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("system_role", can.systemRole());
    out.put("developer_role", can.developerRole());
    out.put("tools", can.tools());
    out.put("tool_calls", can.toolCalls());
    out.put("parallel_calls", can.parallelCalls());
    out.put("tool_results", can.toolResults());
    out.put("content_parts", can.contentParts());
    out.put("reasoning_content", can.reasoningContent());
    out.put("reasoning_effort", can.reasoningEffort());
    out.put("generation_prompt", can.generationPrompt());
    out.put("prefill", can.prefill());
    if (!can.reasoningSwitch().isEmpty()) {
      out.put("reasoning_switch", can.reasoningSwitch());
    }
    return out;
  }
}
