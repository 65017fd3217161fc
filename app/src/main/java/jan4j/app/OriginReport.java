package jan4j.app;

import jan4j.model.gguf.Gguf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where a model comes from and what it may be used for: a part of [ModelReport].
final class OriginReport {
  private static final int MAX_BASE_MODELS = 16;

  /// Our key of each metadata text.
  private static final List<String> TEXTS =
      List.of(
          "license",
          "license_name",
          "license_link",
          "author",
          "organization",
          "version",
          "finetune",
          "basename",
          "size_label",
          "quantized_by",
          "description");

  private static final List<String> LINKS =
      List.of("url", "repo_url", "doi", "source_url", "source_repo_url", "source_doi");

  private OriginReport() {}

  static Map<String, Object> of(Gguf gguf) {
    Map<String, Object> out = new LinkedHashMap<>();
    TEXTS.forEach(key -> put(gguf, "general." + key.replace("license_", "license."), key, out));
    Map<String, Object> links = new LinkedHashMap<>();
    LINKS.forEach(key -> put(gguf, "general." + key.replace("source_", "source."), key, links));
    put(gguf, "general.source.huggingface.repository", "hugging_face_repository", links);
    if (!links.isEmpty()) {
      out.put("links", links);
    }
    list(gguf, "tags", out);
    list(gguf, "languages", out);
    List<Object> bases = bases(gguf);
    if (!bases.isEmpty()) {
      out.put("base_models", bases);
    }
    return out;
  }

  private static void put(Gguf gguf, String from, String key, Map<String, Object> out) {
    gguf.string(from).filter(v -> !v.isBlank()).ifPresent(v -> out.put(key, v));
  }

  private static void list(Gguf gguf, String key, Map<String, Object> out) {
    List<String> values = gguf.strings("general." + key);
    if (!values.isEmpty()) {
      out.put(key, values);
    }
  }

  private static List<Object> bases(Gguf gguf) {
    List<Object> out = new ArrayList<>();
    long count = Math.clamp(gguf.integer("general.base_model.count").orElse(0), 0, MAX_BASE_MODELS);
    for (long i = 0; i < count; i++) {
      Map<String, Object> base = new LinkedHashMap<>();
      for (String key : List.of("name", "author", "version", "organization", "url", "repo_url")) {
        put(gguf, "general.base_model." + i + "." + key, key, base);
      }
      if (!base.isEmpty()) {
        out.add(base);
      }
    }
    return out;
  }
}
