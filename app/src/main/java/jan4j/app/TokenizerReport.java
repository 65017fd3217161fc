package jan4j.app;

import jan4j.model.gguf.Gguf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The tokenizer's part of [ModelReport].
final class TokenizerReport {
  private static final String PREFIX = "tokenizer.ggml.";
  private static final int MAX_TEXT = 200;

  /// The file's names of special tokens, with those that we print; "seperator" is ggml's spelling.
  private static final Map<String, String> SPECIAL =
      ordered(
          "bos",
          "bos",
          "eos",
          "eos",
          "eot",
          "eot",
          "eom",
          "eom",
          "unknown",
          "unknown",
          "seperator",
          "separator",
          "padding",
          "padding",
          "cls",
          "cls",
          "mask",
          "mask",
          "fim_pre",
          "fim_prefix",
          "fim_suf",
          "fim_suffix",
          "fim_mid",
          "fim_middle",
          "fim_pad",
          "fim_padding",
          "fim_rep",
          "fim_repository",
          "fim_sep",
          "fim_separator");

  private TokenizerReport() {}

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> out = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      out.put(pairs[i], pairs[i + 1]);
    }
    return out;
  }

  static Map<String, Object> of(Gguf gguf, List<String> warnings) {
    Map<String, Object> out = new LinkedHashMap<>();
    gguf.string(PREFIX + "model").ifPresent(v -> out.put("model", v));
    gguf.string(PREFIX + "pre").ifPresent(v -> out.put("pre", v));
    gguf.nTokens().ifPresent(n -> out.put("tokens", n));
    gguf.arrayLength(PREFIX + "merges").ifPresent(n -> out.put("merges", n));
    gguf.bool(PREFIX + "add_bos_token").ifPresent(v -> out.put("add_bos", v));
    gguf.bool(PREFIX + "add_eos_token").ifPresent(v -> out.put("add_eos", v));
    out.put("special_tokens", special(gguf, warnings));
    check(gguf, warnings);
    return out;
  }

  private static Map<String, Object> special(Gguf gguf, List<String> warnings) {
    Map<String, Object> out = new LinkedHashMap<>();
    SPECIAL.forEach((key, name) -> {
      OptionalLong id = gguf.integer(PREFIX + key + "_token_id");
      if (id.isEmpty()) {
        return;
      }
      Map<String, Object> token = new LinkedHashMap<>();
      token.put("id", id.getAsLong());
      int known = gguf.nTokens().orElse(0);
      if (id.getAsLong() >= 0 && id.getAsLong() < known) {
        gguf.tokenText((int) id.getAsLong()).ifPresent(t -> token.put("text", shorten(t)));
      } else {
        warnings.add(
            "the " + name + " token " + id.getAsLong() + " is not among the " + known + " tokens");
      }
      out.put(name, token);
    });
    return out;
  }

  private static String shorten(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
  }

  private static void check(Gguf gguf, List<String> warnings) {
    int nTokens = gguf.nTokens().orElse(0);
    if (nTokens == 0) {
      if (gguf.string(PREFIX + "model").filter(m -> !m.equals("no_vocab")).isPresent()) {
        warnings.add("it names a tokenizer, but has no tokens");
      }
      return;
    }
    for (String list : List.of("scores", "token_type")) {
      long n = gguf.arrayLength(PREFIX + list).orElse(nTokens);
      if (n != nTokens) {
        warnings.add(PREFIX + list + " has " + n + " entries for " + nTokens + " tokens");
      }
    }
  }
}
