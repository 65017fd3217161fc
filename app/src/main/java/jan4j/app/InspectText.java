package jan4j.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// [ModelReport] as lines for people. Every text of the file is made safe and put on one line.
final class InspectText {
  private static final int MAX_TEXT = 300;
  private static final int LABEL_WIDTH = 15;

  private final Map<String, Object> report;
  private final List<String> lines = new ArrayList<>();

  private InspectText(Map<String, Object> report) {
    this.report = report;
  }

  static List<String> lines(Map<String, Object> report) {
    InspectText text = new InspectText(report);
    text.head();
    text.shape();
    text.language();
    text.origin();
    text.memory();
    for (Object warning : list(report.get("warnings"))) {
      text.row("warning", safe(warning));
    }
    return text.lines;
  }

  private void head() {
    lines.add(report.containsKey("name") ? text("name") : "A model without a name");
    plain("id", "id");
    List<?> shards = list(report.get("shards"));
    row("file", text("file"));
    row(
        "size",
        bytes(number(report.get("size_bytes")))
            + (shards.size() > 1 ? " in " + shards.size() + " files" : ""));
    plain("type", "type");
    row("architecture", report.containsKey("architecture") ? text("architecture") : "not said");
    row("parameters", count(number(report.get("parameters"))));
    Map<?, ?> quantization = map(report.get("quantization"));
    row(
        "quantisation",
        join(
            safe(quantization.get("name")),
            String.format(
                Locale.ROOT, "%.2f bits per weight", number(quantization.get("bits_per_weight")))));
    row(
        "",
        list(quantization.get("types")).stream()
            .map(InspectText::map)
            .map(t -> safe(t.get("type")) + " " + percent(t.get("share")))
            .collect(Collectors.joining(", ")));
  }

  private void shape() {
    row("context", unit("context_length", "tokens trained"), ropeScaling(), window());
    row(
        "shape",
        unit("layers", "layers"),
        unit("embedding_length", "wide"),
        unit("heads", "heads"),
        unit("kv_heads", "of keys and values"));
    Map<?, ?> experts = map(report.get("experts"));
    if (!experts.isEmpty()) {
      row(
          "experts",
          safe(experts.get("count")),
          experts.containsKey("used") ? safe(experts.get("used")) + " used for a token" : "");
    }
    if (report.containsKey("recurrent")) {
      row("memory kind", "has layers with a state in place of keys and values");
    }
  }

  private String ropeScaling() {
    Map<?, ?> rope = map(report.get("rope"));
    if (!rope.containsKey("scaling") && !rope.containsKey("scaling_factor")) {
      return "";
    }
    String from =
        rope.containsKey("original_context_length")
            ? " from " + safe(rope.get("original_context_length"))
            : "";
    String factor =
        rope.containsKey("scaling_factor") ? " by " + safe(rope.get("scaling_factor")) : "";
    String kind = rope.containsKey("scaling") ? " (" + safe(rope.get("scaling")) + ")" : "";
    return "stretched" + factor + from + kind;
  }

  private String window() {
    return report.containsKey("sliding_window")
        ? "sliding window of " + text("sliding_window")
        : "";
  }

  private void language() {
    Map<?, ?> tokenizer = map(report.get("tokenizer"));
    row(
        "tokenizer",
        tokenizer.containsKey("model") ? safe(tokenizer.get("model")) : "none",
        tokenizer.containsKey("pre") ? "pre " + safe(tokenizer.get("pre")) : "",
        tokenizer.containsKey("tokens") ? safe(tokenizer.get("tokens")) + " tokens" : "");
    row(
        "",
        map(tokenizer.get("special_tokens")).entrySet().stream()
            .map(e -> safe(e.getKey()) + " " + token(map(e.getValue())))
            .collect(Collectors.joining(", ")));
    row(
        "chat template",
        list(report.get("chat_templates")).isEmpty()
            ? "none"
            : list(report.get("chat_templates")).stream()
                .map(InspectText::map)
                .map(t -> safe(t.get("name")) + " (" + safe(t.get("characters")) + " characters)")
                .collect(Collectors.joining(", ")));
    capabilities();
    plain("dialect", "dialect");
  }

  private void capabilities() {
    List<String> can = new ArrayList<>();
    List<String> cannot = new ArrayList<>();
    map(report.get("capabilities"))
        .forEach((name, has) -> {
          String word = safe(name).replace('_', ' ');
          if (has instanceof Boolean b) {
            (b ? can : cannot).add(word);
          } else {
            can.add(word + ": " + safe(has));
          }
        });
    row("can", String.join(", ", can));
    row("cannot", String.join(", ", cannot));
  }

  private static String token(Map<?, ?> token) {
    return token.containsKey("text")
        ? safe(token.get("text")) + " (" + safe(token.get("id")) + ")"
        : safe(token.get("id"));
  }

  private void origin() {
    row("licence", text("license"), text("license_name"), text("license_link"));
    plain("author", "author");
    plain("organization", "organization");
    plain("quantised by", "quantized_by");
    plain("about", "description");
    map(report.get("links")).values().forEach(v -> row("link", safe(v)));
    for (Object base : list(report.get("base_models"))) {
      row("made from", map(base).values().stream().map(InspectText::safe).toArray(String[]::new));
    }
    row("tags", words("tags"));
    row("languages", words("languages"));
  }

  private String words(String key) {
    return shorten(
        list(report.get(key)).stream().map(InspectText::safe).collect(Collectors.joining(", ")));
  }

  private void memory() {
    for (Object need : list(report.get("memory"))) {
      Map<?, ?> m = map(need);
      row(
          "memory",
          String.format(
              Locale.ROOT,
              "about %s for a context of %s (weights %s, cache %s)",
              bytes(number(m.get("total_bytes"))),
              safe(m.get("context_length")),
              bytes(number(m.get("weights_bytes"))),
              bytes(number(m.get("cache_bytes")))));
    }
  }

  private void plain(String label, String key) {
    row(label, text(key));
  }

  private void row(String label, String... parts) {
    String value = join(parts);
    if (!value.isEmpty()) {
      lines.add(String.format(Locale.ROOT, "  %-" + LABEL_WIDTH + "s %s", label, value));
    }
  }

  private static String join(String... parts) {
    return java.util.Arrays.stream(parts)
        .filter(p -> !p.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private String unit(String key, String unit) {
    return report.containsKey(key) ? text(key) + " " + unit : "";
  }

  private String text(String key) {
    return report.containsKey(key) ? safe(report.get(key)) : "";
  }

  private static String safe(@Nullable Object value) {
    return value == null ? "" : shorten(SafeText.line(value.toString()));
  }

  private static String shorten(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> l ? l : List.of();
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> m ? m : Map.of();
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number n ? n.doubleValue() : 0;
  }

  private static String percent(@Nullable Object share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * number(share));
  }

  private static String bytes(double n) {
    if (n >= 1e9) {
      return String.format(Locale.ROOT, "%.2f GB", n / 1e9);
    }
    return n >= 1e6
        ? String.format(Locale.ROOT, "%.1f MB", n / 1e6)
        : String.format(Locale.ROOT, "%.1f KB", n / 1e3);
  }

  private static String count(double n) {
    if (n >= 1e9) {
      return String.format(Locale.ROOT, "%.2f billion", n / 1e9);
    }
    return n >= 1e6
        ? String.format(Locale.ROOT, "%.1f million", n / 1e6)
        : String.format(Locale.ROOT, "%.0f", n);
  }
}
