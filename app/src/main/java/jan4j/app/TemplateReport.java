package jan4j.app;

import jan4j.core.JanException;
import jan4j.model.dialect.Dialects;
import jan4j.model.gguf.Gguf;
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
      ChatTemplate.compile(source);
      out.put("dialect", Dialects.of(source).name());
    } catch (JanException e) {
      warnings.add("its chat template cannot be used: " + e.getMessage());
    }
  }
}
