package jan4j.model.template;

import java.util.Set;
import java.util.TreeSet;

/// Where a template itself looks into content, so that what it writes depends on it. Content stays
/// untrusted there too; only how much the template writes changes.
final class TaintExceptions {
  /// As `TEMPLATE, PLACE, TOKEN`.
  static final Set<String> ALL = new TreeSet<>();

  /// Bielik takes an earlier answer apart only where both tags are in it.
  private static final Set<String> IN_PAIRS =
      Set.of(
          "llamacpp__Bielik-11B-v3.0-Instruct, ASSISTANT, <think>",
          "llamacpp__Bielik-11B-v3.0-Instruct, ASSISTANT, </think>");

  static {
    // They split the reasoning off an earlier answer at its closing tag; what stood before it is
    // dropped, or written between tags of the template's.
    add(
        "ASSISTANT, </think>",
        "automap__deepcoder-14b",
        "automap__deepseek-r1-8b",
        "automap__deepseek-r1-latest",
        "automap__deepseek-v3.1-latest",
        "automap__qwen3-next-80b",
        "automap__qwq-32b_2",
        "automap__qwq-32b_3",
        "llamacpp__GLM-4.6",
        "llamacpp__GLM-4.7-Flash",
        "llamacpp__GLM-5.2",
        "llamacpp__NVIDIA-Nemotron-3-Nano-30B-A3B-BF16",
        "llamacpp__Qwen-QwQ-32B",
        "llamacpp__Qwen-Qwen3-0.6B",
        "llamacpp__Qwen3.5-4B",
        "llamacpp__Reka-Edge",
        "llamacpp__StepFun3.5-Flash",
        "llamacpp__deepseek-ai-DeepSeek-R1-Distill-Llama-8B",
        "llamacpp__deepseek-ai-DeepSeek-R1-Distill-Qwen-32B",
        "llamacpp__deepseek-ai-DeepSeek-V3.1",
        "llamacpp__llama-cpp-deepseek-r1",
        "llamacpp__llama-cpp-rwkv-world");
    // It drops reasoning that was opened and not closed.
    add("ASSISTANT, <think>", "llamacpp__NVIDIA-Nemotron-3-Nano-30B-A3B-BF16");
    // They drop what an earlier answer has between these.
    for (String token : new String[] {"<|channel>", "<channel|>"}) {
      add(
          "ASSISTANT, " + token,
          "llamacpp__google-gemma-4-31B-it",
          "llamacpp__google-gemma-4-31B-it-interleaved");
    }
    // They drop what stands before the tag in every message, whoever wrote it.
    for (String place : new String[] {"SYSTEM", "USER", "LAST_USER", "ASSISTANT", "RESULT"}) {
      add(place + ", </thought>", "automap__exaone-deep-2.4b", "automap__exaone-deep-32b");
    }
  }

  private TaintExceptions() {}

  /// Whether the token would hide, in a row of tokens, what the others do.
  static boolean isNotForRows(String name) {
    return ALL.contains(name) || IN_PAIRS.contains(name);
  }

  private static void add(String what, String... templates) {
    for (String template : templates) {
      ALL.add(template + ", " + what);
    }
  }
}
