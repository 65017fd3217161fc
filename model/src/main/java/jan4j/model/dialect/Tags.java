package jan4j.model.dialect;

import java.util.List;

/// The texts that begin and end reasoning. A new pair is one line in [#KNOWN].
record Tags(String open, String close) {
  /// What is taken where a template names none.
  static final Tags THINK = new Tags("<think>", "</think>");

  /// All pairs that are looked for in a template.
  static final List<Tags> KNOWN =
      List.of(
          THINK,
          new Tags("<thinking>", "</thinking>"),
          new Tags("<thought>", "</thought>"),
          new Tags("<reasoning>", "</reasoning>"),
          new Tags("[THINK]", "[/THINK]"),
          new Tags("<seed:think>", "</seed:think>"),
          new Tags("<|START_THINKING|>", "<|END_THINKING|>"),
          new Tags("<|inner_prefix|>", "<|inner_suffix|>"),
          new Tags("<|channel>thought", "<channel|>"),
          new Tags("<mm:think>", "</mm:think>"),
          new Tags("<think:opensource>", "</think:opensource>"),
          new Tags("Here are my reasoning steps:\n", "[BEGIN FINAL RESPONSE]"));
}
