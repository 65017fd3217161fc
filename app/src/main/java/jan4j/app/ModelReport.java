package jan4j.app;

import jan4j.model.gguf.Architectures;
import jan4j.model.gguf.CacheEstimate;
import jan4j.model.gguf.Gguf;
import jan4j.model.gguf.GgufModel;
import jan4j.model.gguf.WeightMix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// What `models inspect` says of a model, as a tree of JSON; its keys are documented in
/// docs/models.md and stable. What the file does not say is left out. Texts are as in the file.
final class ModelReport {
  private static final long SHORT_CONTEXT = 4_096;

  private final GgufModel model;
  private final Gguf gguf;
  private final WeightMix mix;
  private final List<String> warnings;
  private final Map<String, Object> out = new LinkedHashMap<>();

  private ModelReport(GgufModel model) {
    this.model = model;
    this.gguf = model.first();
    this.mix = WeightMix.of(model.tensors());
    this.warnings = new ArrayList<>(model.warnings());
  }

  static Map<String, Object> of(GgufModel model) {
    ModelReport report = new ModelReport(model);
    report.files();
    report.weights();
    report.shape();
    report.out.put("tokenizer", TokenizerReport.of(report.gguf, report.warnings));
    report.out.putAll(TemplateReport.of(report.gguf, report.warnings));
    report.out.putAll(OriginReport.of(report.gguf));
    report.memory();
    report.check();
    report.out.put("warnings", List.copyOf(report.warnings));
    return report.out;
  }

  private void files() {
    out.put("file", gguf.source());
    out.put("size_bytes", model.sizeBytes());
    out.put("gguf_version", gguf.version());
    out.put("shards", model.shards().stream().map(ModelReport::shard).toList());
    text("name", "general.name");
    text("type", "general.type");
    text("architecture", "general.architecture");
    out.put("runnable", isRunnable());
  }

  private static Map<String, Object> shard(Gguf shard) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("file", shard.source());
    tree.put("size_bytes", shard.fileSizeBytes());
    tree.put("tensors", shard.tensors().size());
    return tree;
  }

  private boolean isRunnable() {
    return Architectures.isKnown(gguf.architecture())
        && gguf.type().filter(t -> !t.equals("model")).isEmpty();
  }

  private void weights() {
    out.put("parameters", mix.parameters());
    out.put("tensors", model.tensors().size());
    Map<String, Object> quantization = new LinkedHashMap<>();
    quantization.put("name", mix.quantization(gguf));
    quantization.put("bits_per_weight", round(mix.bitsPerWeight(), 1e4));
    quantization.put("types", mix.types().stream().map(this::share).toList());
    out.put("quantization", quantization);
  }

  private Map<String, Object> share(WeightMix.Share share) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("type", share.type());
    tree.put("tensors", share.nTensors());
    tree.put("parameters", share.parameters());
    tree.put("size_bytes", share.sizeBytes());
    tree.put("share", round(share.sizeBytes() / (double) Math.max(1, mix.sizeBytes()), 1e6));
    return tree;
  }

  private static double round(double value, double scale) {
    return Math.round(value * scale) / scale;
  }

  private void shape() {
    integers("context_length", "context_length");
    integers("layers", "block_count");
    integers("embedding_length", "embedding_length");
    integers("feed_forward_length", "feed_forward_length");
    integers("heads", "attention.head_count");
    integers("kv_heads", "attention.head_count_kv");
    integers("key_length", "attention.key_length");
    integers("value_length", "attention.value_length");
    integers("sliding_window", "attention.sliding_window");
    group(
        "rope",
        Map.entry("dimensions", "rope.dimension_count"),
        Map.entry("frequency_base", "rope.freq_base"),
        Map.entry("scaling", "rope.scaling.type"),
        Map.entry("scaling_factor", "rope.scaling.factor"),
        Map.entry("original_context_length", "rope.scaling.original_context_length"));
    if (gguf.architectureInteger("expert_count").orElse(0) > 0) {
      group(
          "experts",
          Map.entry("count", "expert_count"),
          Map.entry("used", "expert_used_count"),
          Map.entry("shared", "expert_shared_count"),
          Map.entry("feed_forward_length", "expert_feed_forward_length"));
    }
    group(
        "recurrent",
        Map.entry("state_size", "ssm.state_size"),
        Map.entry("inner_size", "ssm.inner_size"),
        Map.entry("convolution_kernel", "ssm.conv_kernel"),
        Map.entry("convolution_cache", "shortconv.l_cache"),
        Map.entry("head_size", "wkv.head_size"));
  }

  private void text(String key, String from) {
    gguf.string(from).filter(s -> !s.isEmpty()).ifPresent(s -> out.put(key, s));
  }

  /// A number, or a list of one for each layer.
  private void integers(String key, String suffix) {
    List<Long> values = gguf.integers(gguf.architecture() + "." + suffix);
    if (!values.isEmpty()) {
      boolean same = values.stream().distinct().count() == 1;
      out.put(key, same ? values.getFirst() : values);
    }
  }

  @SafeVarargs
  private void group(String key, Map.Entry<String, String>... members) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Map.Entry<String, String> member : members) {
      gguf.value(gguf.architecture() + "." + member.getValue())
          .filter(v -> !(v instanceof Double d) || Double.isFinite(d))
          .ifPresent(v -> tree.put(member.getKey(), v));
    }
    if (!tree.isEmpty()) {
      out.put(key, tree);
    }
  }

  private void memory() {
    List<Map<String, Object>> needs = new ArrayList<>();
    long trained = gguf.contextLength().orElse(0);
    if (trained <= 0 || trained > SHORT_CONTEXT) {
      need(SHORT_CONTEXT, needs);
    }
    if (trained > 0) {
      need(trained, needs);
    }
    out.put("memory", needs);
  }

  private void need(long nCtx, List<Map<String, Object>> needs) {
    OptionalLong cache = new CacheEstimate(gguf).bytes(nCtx);
    if (cache.isEmpty()) {
      return;
    }
    Map<String, Object> need = new LinkedHashMap<>();
    need.put("context_length", nCtx);
    need.put("weights_bytes", mix.sizeBytes());
    need.put("cache_bytes", cache.getAsLong());
    double total = (double) mix.sizeBytes() + cache.getAsLong();
    need.put(
        "total_bytes",
        total >= Long.MAX_VALUE ? Long.MAX_VALUE : mix.sizeBytes() + cache.getAsLong());
    needs.add(need);
  }

  private void check() {
    String architecture = gguf.architecture();
    if (architecture.isEmpty()) {
      warnings.add("the file does not say which architecture it has (general.architecture)");
    } else if (gguf.type().filter(t -> !t.equals("model")).isPresent()) {
      warnings.add(
          "it is of type " + gguf.type().orElse("") + ": a part for a model, not a model to run");
    } else if (!Architectures.isKnown(architecture)) {
      warnings.add(
          "the architecture " + architecture + " is unknown to the llama.cpp that Jan4j runs");
    }
    if (model.tensors().isEmpty()) {
      warnings.add("it has no tensors: a vocabulary alone, which cannot be run");
    }
  }
}
