package jan4j.model.template;

import java.util.ArrayList;
import java.util.List;

/// Capabilities as a line of words, for tests.
final class CapabilityWords {
  private CapabilityWords() {}

  static String of(Capabilities can) {
    List<String> out = new ArrayList<>();
    add(out, can.systemRole(), "system");
    add(out, can.developerRole(), "developer");
    add(out, can.tools(), "tools");
    add(out, can.toolCalls(), "calls");
    add(out, can.parallelCalls(), "parallel");
    add(out, can.toolResults(), "results");
    add(out, can.contentParts(), "parts");
    add(out, can.reasoningContent(), "reasoning");
    add(out, can.reasoningEffort(), "effort");
    add(out, !can.reasoningSwitch().isEmpty(), "switch=" + can.reasoningSwitch());
    add(out, can.generationPrompt(), "generation");
    add(out, can.prefill(), "prefill");
    return String.join(" ", out);
  }

  private static void add(List<String> out, boolean has, String word) {
    if (has) {
      out.add(word);
    }
  }
}
